#include "ocr/fields/fields.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

#include "tests/ocr/fields/perfect.hpp"

namespace mangping::ocr {
namespace {

using Fields = std::map<std::string, ReadField>;

/// Marks on paper that a reader does not see.
const std::set<std::string> drawn{"signed", "fingerprint"};

std::string plain(std::string value) {
    std::string out;
    for (const std::string& c : synthetic::characters(value)) {
        if (c == " " || c == "　") continue;
        out += c == "；" || c == "，" || c == ";" || c == "、" ? "," : c == "：" ? ":" : c;
    }
    return out;
}

Fields read(Kind kind, const synthetic::SyntheticPage& page, const std::string& applicant) {
    const Reading reading = perfect_reading(page);
    PageView view;
    view.reading = &reading;
    view.width = page.truth.width;
    view.height = page.truth.height;
    view.applicant = applicant;
    return read_fields(kind, view);
}

struct Counts {
    int all = 0, exact = 0, sure_wrong = 0;
};

/// All layouts of a kind, several people each.
Counts count(Kind kind, int seeds) {
    Counts out;
    for (int layout = 0; layout < synthetic::all_layouts(kind); ++layout)
        for (int seed = 1; seed <= seeds; ++seed) {
            synthetic::Rng rng(static_cast<std::uint64_t>(seed * 977 + layout * 31 + static_cast<int>(kind)));
            const auto person = synthetic::make_person(rng);
            const auto employer = synthetic::make_employer(rng);
            synthetic::DocumentOptions options;
            options.dpi = 80;
            options.layout = layout;
            options.seed = rng.next();
            options.facts["notice"] = rng.pick({"N0", "N1", "N2", "N3", "N4"});
            for (const auto& page : synthetic::make_document(kind, person, employer, options)) {
                const Fields got = read(kind, page, person.name);
                for (const auto& [key, want] : page.truth.fields) {
                    if (drawn.contains(key)) continue;
                    ++out.all;
                    const auto at = got.find(key);
                    const bool right = at != got.end() && plain(at->second.value) == plain(want);
                    out.exact += right ? 1 : 0;
                    if (right) continue;
                    out.sure_wrong += at != got.end() && at->second.confidence >= 0.9 ? 1 : 0;
                    std::cout << mangping::key(kind) << " layout " << layout << " seed " << seed << " " << key << ": "
                              << want << " | " << (at == got.end() ? "-" : at->second.value) << " "
                              << (at == got.end() ? 0 : at->second.confidence) << "\n";
                }
            }
        }
    return out;
}

class FieldsOf : public testing::TestWithParam<Kind> {};

TEST_P(FieldsOf, PerfectReadingsAreExactInEveryLayout) {
    const Counts counts = count(GetParam(), 3);
    ASSERT_GT(counts.all, 0);
    EXPECT_GE(counts.exact, counts.all * 97 / 100) << counts.exact << " of " << counts.all;
    EXPECT_EQ(counts.sure_wrong, 0);
}

INSTANTIATE_TEST_SUITE_P(EveryKind, FieldsOf,
                         testing::Values(Kind::id_card_front, Kind::id_card_back, Kind::graduation_certificate,
                                         Kind::degree_certificate, Kind::chsi_report, Kind::qualification_certificate,
                                         Kind::qualification_document, Kind::annual_assessment_form,
                                         Kind::public_course_certificate, Kind::professional_course_certificate,
                                         Kind::social_insurance_statement, Kind::award_certificate,
                                         Kind::patent_certificate, Kind::paper_body, Kind::unit_publicity,
                                         Kind::unit_publicity_result, Kind::supervisor_opinion, Kind::commitment_letter,
                                         Kind::unit_proof, Kind::service_years_proof),
                         [](const auto& of) { return std::string(mangping::key(of.param)); });

}  // namespace
}  // namespace mangping::ocr
