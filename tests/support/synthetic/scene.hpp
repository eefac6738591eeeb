// What a painter of documents has at hand: the people, the facts, the fonts, and the pages it starts.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "tests/support/synthetic/artwork.hpp"
#include "tests/support/synthetic/documents.hpp"
#include "tests/support/synthetic/sheet.hpp"

namespace mangping::synthetic {

inline constexpr Color kWhite{1, 1, 1, 1};

/// The faces one issuer uses. Song for text, Hei for headings, Kai and FangSong as offices do.
struct Faces {
    std::string song, hei, kai, fang;
};

class Scene {
public:
    Scene(Kind kind_in, const Person& p, const Employer& e, const DocumentOptions& o, cairo_t* pdf_in);

    const Kind kind;
    const Person& person;
    const Employer& employer;
    const DocumentOptions& options;
    Rng random;
    const int layout;
    Faces faces;

    /// Starts a page; it stays valid until the next one is started.
    Sheet& page(double w_mm = 210, double h_mm = 297, Color paper = kWhite);
    [[nodiscard]] std::vector<SyntheticPage> finish();

    /// The fact, or what the lambda invents.
    [[nodiscard]] std::string fact(const std::string& key, const std::string& otherwise) const;
    [[nodiscard]] int fact(const std::string& key, int otherwise) const;
    /// The year the dossier is filed in, from as_of.
    [[nodiscard]] int year() const;
    [[nodiscard]] std::string as_of() const;

    /// Others on the page; some of them resemble the applicant.
    [[nodiscard]] std::string other();
    [[nodiscard]] std::string near_miss();
    [[nodiscard]] std::string sister();

    /// Style shorthands in this issuer's faces.
    [[nodiscard]] TextStyle song(double pt) const;
    [[nodiscard]] TextStyle hei(double pt) const;
    [[nodiscard]] TextStyle kai(double pt) const;
    [[nodiscard]] TextStyle fang(double pt) const;
    [[nodiscard]] TableLook table_look(double pt) const;
    /// "张　三" for short names, else as it is: how forms print names in wide cells.
    [[nodiscard]] std::string spread_name() const;

    /// The name as other offices print it: now and then with another dot, or without it; marked as a target.
    [[nodiscard]] std::string printed_name();
    /// A short form of the employer as a clerk writes it: declared aliases mostly; the full name if there are none.
    [[nodiscard]] std::string short_employer();

    /// A seal centred on x, y. The employer's own is a target; an issuer's is a keep.
    void employer_seal(Sheet& s, double x, double y, double mm = 40);
    void issuer_seal(Sheet& s, const std::string& name, double x, double y, double mm = 40);
    /// Handwritten names: the applicant's is a target, another's a keep. x, y: left middle of it; mm: em.
    void sign(Sheet& s, const std::string& name, double x, double y, double mm = 7);
    /// A square seal of a name, its middle at x, y.
    void name_stamp(Sheet& s, const std::string& name, double x, double y, double mm = 13);
    /// 已审核，与原件相符 and the like, top left at x, y.
    void office_stamp(Sheet& s, double x, double y);
    /// A portrait with its keep item.
    void portrait(Sheet& s, double x, double y, double w, double h);

private:
    std::vector<Known> known() const;
    std::unique_ptr<Sheet> sheet_;
    std::vector<SyntheticPage> done_;
    cairo_t* pdf_;
    std::vector<std::string> near_;
    std::size_t next_near_ = 0;
};

/// YYYY-MM-DD and friends. `zh` as 2021年6月30日 (padded: 06), `han` in Chinese numerals, both down to what is there.
[[nodiscard]] std::string zh_date(const std::string& iso, bool padded = false);
[[nodiscard]] std::string han_date(const std::string& iso, bool round_zero = true);
[[nodiscard]] std::string han_number(int n);  // 0 … 99, as 二十三
[[nodiscard]] std::string dotted_date(const std::string& iso);
[[nodiscard]] std::string iso_date(int y, int m, int d);
/// The day `n` days after (or before) an ISO date.
[[nodiscard]] std::string days_after(const std::string& iso, int n);
[[nodiscard]] int year_of(const std::string& iso);
[[nodiscard]] int month_of(const std::string& iso);
[[nodiscard]] int day_of(const std::string& iso);

/// A few sentences of office Chinese about work in `field`, without any name in them.
[[nodiscard]] std::string prose(Rng& random, const std::string& field, int sentences);

using Painter = void (*)(Scene&);
struct Painting {
    Painter painter;
    int layouts;
};
[[nodiscard]] Painting painting(Kind kind);
/// One more layout, of another office; null where there is none (variants.cpp).
[[nodiscard]] Painter variant(Kind kind);

}  // namespace mangping::synthetic
