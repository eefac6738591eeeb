// Fields against their truth, by key and by kind, on pages a person reads without effort; and which kind was seen.
#include "ocr/fields/fields.hpp"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <string>
#include <utility>

#include "bench/accuracy/field_pages.hpp"
#include "bench/accuracy/part.hpp"
#include "bench/accuracy/statistics.hpp"
#include "ocr/fields/kind.hpp"

namespace mangping::bench {
namespace {

constexpr double kSure = 0.9;  // the confidence from which a value is taken as certain

/// As the acceptance scorer compares: NFKC, no white space, upper case, separators alike.
std::string plain(const std::string& utf8) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(status);
    icu::UnicodeString text = nfkc->normalize(icu::UnicodeString::fromUTF8(utf8), status), out;
    text.toUpper();
    for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        UChar32 c = text.char32At(i);
        if (u_isUWhiteSpace(c)) continue;
        if (c == u'、' || c == u';') c = u',';
        if (c == u'—' || c == u'–' || c == u'―') c = u'-';
        out.append(c);
    }
    std::string result;
    return out.toUTF8String(result);
}

struct Tally {
    int n = 0, exact = 0, missing = 0, sure = 0, sure_wrong = 0;
    void count(const std::string& want, const ocr::ReadField* got) {
        ++n;
        const bool right = got != nullptr && plain(got->value) == plain(want);
        exact += right ? 1 : 0;
        missing += got == nullptr ? 1 : 0;
        if (got == nullptr || got->confidence < kSure) return;
        ++sure;
        sure_wrong += right ? 0 : 1;
    }
    void print(const std::string& name) const {
        std::printf("  %-40s exact %-36s missing %3d  sure %4d, of them wrong %d\n", name.c_str(),
                    rate(exact, n).c_str(), missing, sure, sure_wrong);
    }
};

struct KindTally {
    int right = 0, wrong = 0, silent = 0, sure = 0, sure_wrong = 0;
};

void show(const FieldPage& page, const std::string& key, const std::string& want, const ocr::ReadField* got) {
    std::printf("    %s %s %s: %s | %s %.3f\n", page.name.c_str(), page.scan.c_str(), key.c_str(), want.c_str(),
                got == nullptr ? "-" : got->value.c_str(), got == nullptr ? 0.0 : got->confidence);
}

ocr::PageView view_of(const FieldPage& page) {
    ocr::PageView view;
    view.reading = &page.reading;
    view.width = page.width;
    view.height = page.height;
    view.codes = page.codes;
    view.seals = page.seals;
    view.applicant = page.applicant;
    return view;
}

class Account {
public:
    explicit Account(bool each) : each_(each) {}

    void page(const FieldPage& page) {
        const auto read = ocr::read_fields(page.kind, view_of(page));
        for (const auto& [key, want] : page.truth) {
            if (key == "signed" || key == "fingerprint") continue;  // detectors see these, not readers
            const auto at = read.find(key);
            const ocr::ReadField* got = at == read.end() ? nullptr : &at->second;
            all_.count(want, got);
            by_key_[key].count(want, got);
            by_kind_[std::string(mangping::key(page.kind))].count(want, got);
            const bool right = got != nullptr && plain(got->value) == plain(want);
            if (each_ && (!right || got->confidence < kSure)) show(page, key, want, got);
        }
        if (page.page == 0) kind(page);
        for (const std::string& text : page.true_codes) {
            Codes& codes = page.scan == "photo" ? photographed_ : scanned_;
            ++codes.n;
            const bool decoded =
                std::any_of(page.codes.begin(), page.codes.end(), [&](const Code& code) { return code.text == text; });
            codes.decoded += decoded ? 1 : 0;
            if (each_ && !decoded) std::printf("    %s %s code\n", page.name.c_str(), page.scan.c_str());
        }
    }

    void print() const {
        all_.print("all fields");
        for (const auto& [name, tally] : by_key_) tally.print(name);
        for (const auto& [name, tally] : by_kind_) tally.print(name);
        std::printf("  kinds of first pages: right %s, wrong and sure %s, nothing said %d\n",
                    rate(kinds_.right, kinds_.right + kinds_.wrong + kinds_.silent).c_str(),
                    rate(kinds_.sure_wrong, kinds_.sure).c_str(), kinds_.silent);
        for (const auto& [pair, count] : confused_)
            std::printf("    %-32s seen as %-32s %d\n", pair.first.c_str(), pair.second.c_str(), count);
        std::printf("  codes decoded: on photographs %s, on other pages %s\n",
                    rate(photographed_.decoded, photographed_.n).c_str(), rate(scanned_.decoded, scanned_.n).c_str());
    }

private:
    void kind(const FieldPage& page) {
        const auto guess = ocr::recognise_kind(page.reading, {page.picture});
        const std::string want(mangping::key(page.kind)), got(guess ? mangping::key(guess->kind) : "nothing");
        // Of a paper that no dossier asks for nothing need be said.
        if (!guess && page.kind == Kind::other) return void(++kinds_.right);
        kinds_.silent += guess ? 0 : 1;
        kinds_.right += want == got ? 1 : 0;
        kinds_.wrong += guess && want != got ? 1 : 0;
        if (guess && guess->confidence >= kSure) {
            ++kinds_.sure;
            kinds_.sure_wrong += want != got ? 1 : 0;
        }
        if (want == got) return;
        ++confused_[{want, got}];
        if (each_)
            std::printf("    %s kind: %s %.2f\n", page.name.c_str(), got.c_str(), guess ? guess->confidence : 0.0);
    }

    struct Codes {
        int n = 0, decoded = 0;
    };

    bool each_;
    Codes photographed_, scanned_;
    Tally all_;
    std::map<std::string, Tally> by_key_, by_kind_;
    KindTally kinds_;
    std::map<std::pair<std::string, std::string>, int> confused_;
};

}  // namespace

int fields(const Options& options) {
    Account account(options.each);
    int pages = 0;
    for (int i = options.first; i < options.first + options.pages; ++i) {
        const auto document = field_pages(options.seed, i, options.keep);
        if (document.empty()) return 1;
        for (const FieldPage& page : document) account.page(page);
        pages += static_cast<int>(document.size());
    }
    std::printf("fields, %d clear pages of %d generated documents, seed %llu\n", pages, options.pages,
                static_cast<unsigned long long>(options.seed));
    account.print();
    return 0;
}

}  // namespace mangping::bench
