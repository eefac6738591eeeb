#include "pipeline/normalize/look.hpp"

#include <gtest/gtest.h>

#include <bit>

#include "tests/support/synthetic/degrade_jpeg.hpp"
#include "tests/support/synthetic/documents.hpp"
#include "tests/support/synthetic/people.hpp"

namespace mangping::normalize {
namespace {

int bits_apart(const std::string& a, const std::string& b) {
    const auto nibble = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
    int bits = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        bits += std::popcount(static_cast<unsigned>(nibble(a[i]) ^ nibble(b[i])));
    return bits;
}

Raster drawn(Kind kind, std::uint64_t seed) {
    synthetic::Rng rng(seed);
    const auto person = synthetic::make_person(rng, 2023);
    const auto employer = synthetic::make_employer(rng);
    synthetic::DocumentOptions options;
    options.seed = seed;
    options.dpi = 100;
    return synthetic::make_page(kind, person, employer, options).image;
}

/// A slightly darker copy at another size, as a second scan is.
Raster again(const Raster& from) {
    Raster out(from.width * 4 / 5, from.height * 4 / 5, from.channels);
    for (int y = 0; y < out.height; ++y)
        for (int x = 0; x < out.width; ++x)
            for (int c = 0; c < out.channels; ++c) {
                const std::size_t at =
                    (static_cast<std::size_t>(y * 5 / 4) * from.width + static_cast<std::size_t>(x * 5 / 4)) *
                        from.channels +
                    static_cast<std::size_t>(c);
                out.pixels[(static_cast<std::size_t>(y) * out.width + x) * out.channels + c] =
                    static_cast<std::uint8_t>(from.pixels[at] * 0.94);
            }
    return out;
}

TEST(Look, OfOnePictureSavedTwiceIsNearlyTheSame) {
    for (const std::uint64_t seed : {1, 2, 3, 4})
        for (const Kind kind : {Kind::award_certificate, Kind::unit_publicity, Kind::evidence}) {
            const Raster page = drawn(kind, seed);
            EXPECT_LE(bits_apart(look_of(page), look_of(again(page))), 6) << key(kind) << seed;
        }
}

TEST(Look, OfDifferentPapersDiffers) {
    EXPECT_GT(bits_apart(look_of(drawn(Kind::award_certificate, 1)), look_of(drawn(Kind::unit_publicity, 1))), 12);
    EXPECT_GT(bits_apart(look_of(drawn(Kind::evidence, 1)), look_of(drawn(Kind::evidence, 9))), 12);
    EXPECT_EQ(look_of(Raster{}), "");
}

}  // namespace
}  // namespace mangping::normalize
