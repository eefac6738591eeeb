// Characters read wrongly, by scan class, on pages a person can read; and known strings found on real forms.
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "bench/accuracy/networks.hpp"
#include "bench/accuracy/pages.hpp"
#include "bench/accuracy/part.hpp"
#include "bench/accuracy/reading_forms.hpp"
#include "bench/accuracy/statistics.hpp"
#include "ocr/lines/reader.hpp"
#include "ocr/tesseract/tesseract.hpp"
#include "pipeline/normalize/upright.hpp"

namespace mangping::bench {
namespace {

/// NFKC without white space, as code points: full and half width are the same.
std::u32string plain(const std::string& utf8) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(status);
    icu::UnicodeString text = nfkc->normalize(icu::UnicodeString::fromUTF8(utf8), status);
    std::u32string out;
    for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1))
        if (!u_isUWhiteSpace(text.char32At(i))) out.push_back(static_cast<char32_t>(text.char32At(i)));
    return out;
}

std::size_t edits(const std::u32string& a, const std::u32string& b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t swap = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, swap});
        }
    }
    return row[b.size()];
}

/// What was read where a line stands: the glyphs whose middle lies in its box, in its direction.
std::string read_in(const Rect& box, bool vertical, const Reading& reading) {
    std::vector<const Glyph*> in;
    for (const Line& line : reading.lines)
        for (const Glyph& glyph : line.glyphs) {
            const Point c = glyph.box_upright.centre();
            if (c.x >= box.x && c.x < box.right() && c.y >= box.y && c.y < box.bottom()) in.push_back(&glyph);
        }
    std::stable_sort(in.begin(), in.end(), [vertical](const Glyph* a, const Glyph* b) {
        const Point p = a->box_upright.centre(), q = b->box_upright.centre();
        return vertical ? p.y < q.y : p.x < q.x;
    });
    std::string out;
    for (const Glyph* glyph : in) out += glyph->text();
    return out;
}

struct Tally {
    int pages = 0, lines = 0, lost = 0;
    int characters = 0, wrong = 0;
    int unread = 0;
    double milliseconds = 0;
    int glyphs = 0;
};

void judge(const GradedPage& page, const UprightPage& upright, const Reading& reading, bool each, Tally& tally) {
    for (const synthetic::TruthLine& line : page.truth.lines) {
        const std::u32string want = plain(line.text);
        if (want.empty()) continue;
        const Rect hugging = bounding(upright.upright_from_displayed(line.quad));
        const Rect box = grown(hugging, 0.1 * std::min(hugging.w, hugging.h));
        const std::u32string got = plain(read_in(box, line.vertical, reading));
        const auto wrong = std::min(edits(want, got), want.size());
        ++tally.lines;
        tally.characters += static_cast<int>(want.size());
        tally.wrong += static_cast<int>(wrong);
        if (2 * wrong > want.size()) ++tally.lost;
        if (each && wrong > 0)
            std::printf("    %zu/%zu at %.0f,%.0f em %.0f%s: %s | %s\n", wrong, want.size(), box.x, box.y, line.em_px,
                        line.vertical ? " vertical" : "", line.text.c_str(),
                        read_in(box, line.vertical, reading).c_str());
    }
}

void print(const char* name, const Tally& t) {
    std::printf("  %-18s %4d pages %6d lines, lost %-38s characters wrong %-44s %5.2f ms a character, %d unread\n",
                name, t.pages, t.lines, rate(t.lost, t.lines).c_str(), rate(t.wrong, t.characters).c_str(),
                t.milliseconds / std::max(1, t.glyphs), t.unread);
}

double processor_ms() { return 1e3 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

bool read_one(const GradedPage& page, ocr::Engine& first, ocr::Engine* second, bool each, Tally& tally) {
    Pose pose;
    pose.rotation_cw = page.truth.rotation_cw;
    pose.skew_deg = page.truth.skew_deg;
    const Result<UprightPage> upright = normalize::upright(page.source, pose, page.truth.text_px);
    if (!upright) return false;
    const double start = processor_ms();
    const Result<Reading> reading = ocr::read_page(*upright, first, second, {}, {});
    if (!reading) {
        std::fprintf(stderr, "%s %s\n", reading.fault().code.c_str(), reading.fault().detail.c_str());
        return false;
    }
    tally.milliseconds += processor_ms() - start;
    for (const Line& line : reading->lines) tally.glyphs += static_cast<int>(line.glyphs.size());
    tally.unread += static_cast<int>(reading->unread_upright.size());
    ++tally.pages;
    judge(page, *upright, *reading, each, tally);
    return true;
}

}  // namespace

int reading(const Options& options) {
    auto networks = open_networks(options.reader);
    if (!networks) return 1;
    std::map<std::string, Tally> tallies;
    for (int i = 0; i < options.pages; ++i) {
        const GradedPage page = graded_page(options.seed, i);
        if (page.truth.clarity != "clear" && page.truth.clarity != "marginal") continue;
        if (options.each)
            std::printf("  page %d %s %s\n", i, std::string(key(page.kind)).c_str(),
                        std::string(key(page.scan)).c_str());
        Tally& tally = tallies[page.truth.clarity + " " + std::string(key(page.scan))];
        if (!read_one(page, *networks->first, networks->second.get(), options.each, tally)) return 1;
    }
    std::printf("reading, pages of %d generated that a person can read, seed %llu\n", options.pages,
                static_cast<unsigned long long>(options.seed));
    for (const auto& [name, tally] : tallies) print(name.c_str(), tally);
    return forms(*networks->first, networks->second.get(), options.each) ? 0 : 1;
}

}  // namespace mangping::bench
