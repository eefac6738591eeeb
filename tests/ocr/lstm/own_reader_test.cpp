// The networks that mangping brings along, on lines in fonts that it was not trained on.
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <set>

#include "ocr/lstm/engine.hpp"
#include "ocr/lstm/traineddata.hpp"
#include "ocr/tesseract/tesseract.hpp"
#include "tests/support/textlines/textline.hpp"

namespace mangping::ocr {
namespace {

using textlines::Wear;

std::u32string charset() { return textlines::read_charset(MANGPING_SOURCE_DIR "/data/reader/charset.txt"); }

std::unique_ptr<Engine> opened(const std::string& file, const std::string& name) {
    auto engine = open_network(file, name);
    EXPECT_TRUE(engine.ok()) << name;
    return engine ? std::move(*engine) : nullptr;
}

std::u32string text_of(const LineReading& reading) {
    std::u32string out;
    for (const Glyph& g : reading.glyphs)
        for (const char32_t c : textlines::code_points(g.text())) out += textlines::plain_form(c);
    return out;
}

/// Edits of our reading and of another's, and the characters that stood there.
struct Errors {
    std::size_t ours = 0, theirs = 0, all = 0;
    void read(const textlines::TextLine& line, Engine& own, Engine& other) {
        std::u32string truth;
        for (const auto& g : line.glyphs) truth += g.c;
        const auto by_own = own.read_line(line.grey), by_other = other.read_line(line.grey);
        ASSERT_TRUE(by_own.ok() && by_other.ok());
        ours += textlines::edit_distance(text_of(*by_own), truth);
        theirs += textlines::edit_distance(text_of(*by_other), truth);
        all += truth.size();
    }
};

class OwnReader : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        maker_ = textlines::open_line_maker(
            charset(), {.height = 48, .em = 33, .spread = 0.4, .width = 0, .share = textlines::Share::held_out});
    }
    static void TearDownTestSuite() { maker_.reset(); }
    static textlines::TextLine line(std::uint64_t seed, Wear wear, std::string_view text = {}) {
        textlines::TextLine out = text.empty() ? maker_->make(seed, wear) : maker_->make(seed, wear, text);
        textlines::show_as_pages_do(out.grey);
        return out;
    }
    static inline std::unique_ptr<textlines::LineMaker> maker_;
};

class EachOwnReader : public ::testing::TestWithParam<std::string_view> {};
INSTANTIATE_TEST_SUITE_P(Both, EachOwnReader, ::testing::Values(own_reader, own_witness),
                         [](const auto& one) { return std::string(one.param); });

TEST_P(EachOwnReader, IsNoLargerThanEightMegabytes) {
    ASSERT_FALSE(own_reader_file(GetParam()).empty());
    EXPECT_LT(std::filesystem::file_size(own_reader_file(GetParam())), 8U << 20U);
}

TEST_P(EachOwnReader, SpellsEveryCharacterOfItsCharsetInItsOwnWay) {
    auto model = lstm::load_model(own_reader_file(GetParam()));
    ASSERT_TRUE(model.ok());
    std::map<std::string, std::vector<int>> spelt;
    for (std::size_t i = 0; i < model->characters.size(); ++i) spelt.emplace(model->characters[i], model->spelling[i]);
    std::set<std::vector<int>> taken;
    std::size_t twice = 0;
    for (const char32_t c : charset()) {
        const auto at = spelt.find(textlines::utf8(std::u32string_view(&c, 1)));
        ASSERT_NE(at, spelt.end()) << static_cast<unsigned>(c);
        ASSERT_FALSE(at->second.empty()) << static_cast<unsigned>(c);
        twice += taken.insert(at->second).second ? 0 : 1;
    }
    EXPECT_LE(twice, 1U);  // the parents themselves spell two of their characters alike
}

TEST_F(OwnReader, ReadsNamesWhoseCharactersTesseractsNetworksDoNotKnow) {
    auto own = opened(own_reader_file(), std::string(own_reader));
    auto parent = opened(model_file("HanS"), "HanS");
    ASSERT_TRUE(own && parent);
    std::size_t ours = 0, theirs = 0, all = 0;
    std::uint64_t seed = 700;
    for (const char* name : {"姓名张喆", "姓名李堃", "申报人王玥", "承诺人赵翀", "作者陈珺", "编制人周祎婳"})
        for (int n = 0; n < 3; ++n) {
            const textlines::TextLine one = line(++seed, Wear::scan, name);
            const auto ours_read = own->read_line(one.grey), theirs_read = parent->read_line(one.grey);
            ASSERT_TRUE(ours_read.ok() && theirs_read.ok());
            const std::u32string truth = textlines::code_points(name);
            ours += text_of(*ours_read) == truth ? 1 : 0;
            theirs += text_of(*theirs_read) == truth ? 1 : 0;
            ++all;
        }
    EXPECT_EQ(theirs, 0U);
    EXPECT_GE(ours, all / 2) << "of " << all;
}

TEST_F(OwnReader, ReadsTheDotOfANameAsADot) {
    auto own = opened(own_reader_file(), std::string(own_reader));
    ASSERT_TRUE(own);
    std::size_t read = 0;
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        const auto reading = own->read_line(line(seed, Wear::scan, "姓名热合曼·艾尼瓦尔").grey);
        ASSERT_TRUE(reading.ok());
        read += text_of(*reading).find(U'·') != std::u32string::npos ? 1 : 0;
    }
    EXPECT_GE(read, 9U);
}

TEST_F(OwnReader, ReadsTheRingsOfSealsThatItsParentDoesNot) {
    const auto rings = textlines::open_line_maker(
        charset(), {.height = 48, .em = 33, .spread = 0.6, .width = 480, .band_share = 1, .dossier_share = 1});
    auto own = opened(own_reader_file(), std::string(own_reader));
    auto parent = opened(model_file("HanS"), "HanS");
    ASSERT_TRUE(own && parent);
    Errors errors;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        textlines::TextLine one = rings->make(40'000 + seed);
        if (one.glyphs.empty() || one.glyphs.front().left < one.glyphs.front().right) continue;  // no ring was seen
        textlines::show_as_pages_do(one.grey);
        errors.read(one, *own, *parent);
    }
    EXPECT_GT(errors.all, 250U);
    EXPECT_LE(static_cast<double>(errors.ours), 0.7 * static_cast<double>(errors.theirs))
        << errors.ours << " and " << errors.theirs << " of " << errors.all;
}

// The floors are what bench/readers prints with room for chance; see ocr/training/README.md.
TEST_F(OwnReader, MakesFarFewerMistakesThanItsParent) {
    auto own = opened(own_reader_file(), std::string(own_reader));
    auto parent = opened(model_file("HanS"), "HanS");
    ASSERT_TRUE(own && parent);
    for (const auto& [wear, share] : {std::pair{Wear::scan, 0.5}, {Wear::photo, 0.55}, {Wear::fax, 0.7}}) {
        Errors errors;
        for (std::uint64_t seed = 1; seed <= 60; ++seed) {
            const textlines::TextLine one = line(9000 + seed, wear);
            errors.read(one, *own, *parent);
        }
        EXPECT_LE(static_cast<double>(errors.ours), share * static_cast<double>(errors.theirs))
            << textlines::key(wear) << " " << errors.ours << " and " << errors.theirs << " of " << errors.all;
    }
}

}  // namespace
}  // namespace mangping::ocr
