#include "tests/support/synthetic/dossier.hpp"

#include <algorithm>
#include <set>

#include "tests/support/synthetic/pdf_file.hpp"
#include "tests/support/synthetic/plan.hpp"
#include "tests/support/synthetic/truth_json.hpp"

namespace mangping::synthetic {

namespace {

using nlohmann::json;

constexpr double kA4Width = 210;   // mm; widths drawn by the presets are meant for it
constexpr double kPhotoDpi = 300;  // a one-inch photograph: 295 x 413 px
constexpr int kRedraws = 8;        // how often a degradation is drawn again that came out illegible unasked

/// Small files: the width and quality that platforms with a limit of 600 kB a picture get.
void make_small(Degradation& d) {
    const double widest = d.scan == ScanClass::photo ? 1440 : 1240;
    if (d.placement.target_width == 0 || d.placement.target_width > widest) d.placement.target_width = widest;
    d.jpeg.quality = std::min(d.jpeg.quality, 38);
    d.jpeg.subsampling = Subsampling::s420;
    d.jpeg.thumbnail = false;
    d.jpeg.progressive = true;
    d.paper.texture = std::min(d.paper.texture, 0.5);
    d.optics.noise_sd = std::min(d.optics.noise_sd, d.scan == ScanClass::photo ? 2.0 : 1.0);
    d.optics.chroma_noise_sd = std::min(d.optics.chroma_noise_sd, 1.0);
}

std::uint64_t mix(std::uint64_t seed, const std::string& text) {
    for (const char c : text) seed = (seed ^ static_cast<unsigned char>(c)) * 1099511628211ull;
    return Rng(seed).next();
}

/// Draws the attachments of a plan and writes their files and truth.
class Press {
public:
    Press(const DossierOptions& options, Plan& plan) : o_(options), plan_(plan) {}

    MadeDossier print() {
        json attachments = json::array();
        for (std::size_t i = 0; i < plan_.attachments.size(); ++i)
            if (json truth = attachment(plan_.attachments[i], i); !truth.is_null())
                attachments.push_back(std::move(truth));
        const std::string declared = plan_.declared.dump(1);
        made_.files.push_back({"dossier.json", {declared.begin(), declared.end()}});
        std::sort(plan_.may.begin(), plan_.may.end());
        plan_.may.erase(std::unique(plan_.may.begin(), plan_.may.end()), plan_.may.end());
        json truth{{"dossier", o_.id},
                   {"notice", plan_.notice->id},
                   {"as_of", plan_.declared["submission"]["submitted_at"].get<std::string>().substr(0, 10)},
                   {"name", plan_.person.name},
                   {"employer", plan_.employer.name},
                   {"verdict", plan_.verdict},
                   {"expected", plan_.expected},
                   {"may", plan_.may},
                   {"attachments", attachments}};
        if (plan_.verdict == "ready") truth["verdict_also"] = {"hold"};
        made_.id = o_.id;
        made_.truth = truth.dump(1);
        return std::move(made_);
    }

private:
    std::string file_name(const Planned& a, std::size_t index) {
        const bool named = mix(o_.seed, "name" + std::to_string(index)) % 6 == 0;
        const bool pdf = a.jacket != Jacket::jpeg;
        const std::string stem = std::string(label_zh(a.declared.value_or(a.kind)));
        std::string name = std::to_string(index + 1) + (named ? "_" + plan_.person.name + "_" : "_") + stem +
                           (a.side == "back"    ? "_反面"
                            : a.side == "front" ? "_正面"
                                                : "");
        std::replace(name.begin(), name.end(), '/', '-');
        return a.section + "/" + name + (pdf ? ".pdf" : ".jpg");
    }

    DocumentOptions drawing_of(const Planned& a, std::size_t index) const {
        DocumentOptions d;
        // Two sides of one form are drawn by one seed, so that they look like one form.
        d.seed = mix(o_.seed, a.section + std::to_string(a.entry) + std::string(key(a.kind)) +
                                  (a.side.empty() ? std::to_string(index) : ""));
        d.facts = a.facts;
        d.dpi = a.kind == Kind::photo ? kPhotoDpi : o_.lean && !o_.pristine ? 150 : 200;
        if (a.kind == Kind::work_summary || a.kind == Kind::paper_body)
            d.facts.emplace("pages", o_.lean || a.jacket == Jacket::jpeg ? "1" : "2");
        return d;
    }

    Degradation degradation_of(const Planned& a, const SyntheticPage& page, double dpi, Difficulty difficulty,
                               std::uint64_t seed) const {
        Rng rng(seed);
        const double u = rng.unit();
        const bool easy = difficulty == Difficulty::easy;
        ScanClass scan = easy       ? (u < 0.85 ? ScanClass::scan : ScanClass::digital)
                         : u < 0.55 ? ScanClass::scan
                         : u < 0.85 ? ScanClass::photo
                         : u < 0.93 ? ScanClass::fax
                                    : ScanClass::digital;
        if (o_.pristine || a.kind == Kind::photo || a.kind == Kind::chsi_report) scan = ScanClass::digital;
        Degradation d = preset(scan, difficulty, rng.next());
        if (plan_.notice->upright) d.placement.quarter_turns_cw = 0;
        if (o_.lean && !o_.pristine) make_small(d);
        const double mm = page.image.width * 25.4 / dpi;
        if (mm > kA4Width * 1.05 && d.placement.target_width > 0) d.placement.target_width *= mm / kA4Width;
        if (a.kind == Kind::photo) d.placement = {}, d.jpeg.quality = std::max(d.jpeg.quality, 85);
        return d;
    }

    /// The degraded page; drawn again while it is illegible though nobody asked for that (or legible though asked).
    SyntheticPage degraded(const Planned& a, const SyntheticPage& clean, double dpi, std::uint64_t seed,
                           JpegOptions& jpeg) const {
        SyntheticPage page;
        for (int i = 0; i < kRedraws; ++i) {
            // The last draws are easy ones: small print may be lost under everything else.
            const Difficulty difficulty = i + 2 < kRedraws ? o_.difficulty : Difficulty::easy;
            Degradation d = degradation_of(a, clean, dpi, difficulty, seed + static_cast<std::uint64_t>(i) * 7919);
            if (a.spoil == Spoil::sideways) d.placement.quarter_turns_cw = i % 2 ? 3 : 1;
            if (a.spoil == Spoil::illegible) {
                d.optics.blur_em = std::max(d.optics.blur_em, 0.2);
                d.optics.grey = false;
            }
            if (a.spoil == Spoil::grey) d.optics.grey = true;
            jpeg = d.jpeg;
            page = degrade(clean, d, seed + static_cast<std::uint64_t>(i));
            if ((page.truth.clarity == "illegible") == (a.spoil == Spoil::illegible) || a.spoil == Spoil::blank) break;
        }
        return page;
    }

    SyntheticPage blank_page(double dpi) const {
        SyntheticPage page;
        page.kind = Kind::other;
        page.image = Raster(static_cast<int>(210 * dpi / 25.4), static_cast<int>(297 * dpi / 25.4), 3);
        std::fill(page.image.pixels.begin(), page.image.pixels.end(), std::uint8_t{252});
        page.truth.width = page.image.width;
        page.truth.height = page.image.height;
        page.truth.clarity = "blank";
        page.truth.reasons = {"blank"};
        return page;
    }

    const Person& named_on(const Planned& a) const { return a.in_name_of ? *a.in_name_of : plan_.person; }

    json attachment(const Planned& a, std::size_t index) {
        const std::string file = file_name(a, index);
        const Kind declared = a.declared.value_or(a.kind);
        json named{{"file", file}, {"kind", key(declared)}};
        if (!a.side.empty()) named["side"] = a.side;
        json& place =
            a.entry < 0 ? plan_.declared[a.section] : plan_.declared[a.section][static_cast<std::size_t>(a.entry)];
        place["attachments"].push_back(named);
        if (a.spoil == Spoil::absent) return nullptr;

        json truth{{"file", file}, {"kind", key(a.kind)}, {"pages", json::array()}};
        if (a.declared) truth["declared_kind"] = key(declared);
        if (!a.side.empty()) truth["side"] = a.side;
        Bytes bytes = a.jacket == Jacket::jpeg ? jpeg_file(a, index, truth) : pdf_file(a, index, truth);
        if (a.spoil == Spoil::truncated) {
            bytes.resize(bytes.size() / 9);
            truth["pages"] = json::array();
        }
        if (a.spoil == Spoil::foreign) {
            static constexpr std::uint8_t kPng[] = {0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A};
            bytes.assign(std::begin(kPng), std::end(kPng));
            bytes.resize(4096, 0x5A);
            truth["pages"] = json::array();
        }
        made_.pages += static_cast<int>(truth["pages"].size());
        made_.files.push_back({file, std::move(bytes)});
        return truth;
    }

    Bytes jpeg_file(const Planned& a, std::size_t index, json& truth) {
        const DocumentOptions d = drawing_of(a, index);
        const SyntheticPage clean =
            a.spoil == Spoil::blank ? blank_page(d.dpi) : make_page(a.kind, named_on(a), plan_.employer, d);
        JpegOptions options;
        const SyntheticPage page = degraded(a, clean, d.dpi, d.seed ^ 0x5EED, options);
        if (options.quality <= 0) options.quality = 85;
        truth["pages"].push_back(page_json(page.truth, 0, 1, plan_.employer.name));
        return encode_jpeg(page.image, options);
    }

    Bytes pdf_file(const Planned& a, std::size_t index, json& truth) {
        const DocumentOptions d = drawing_of(a, index);
        std::vector<Bytes> parts;
        int at = 0;
        if (a.jacket == Jacket::born_digital || a.jacket == Jacket::mixed_pdf) {
            BornDigital born = make_pdf(a.kind, named_on(a), plan_.employer, d);
            for (const SyntheticPage& page : born.pages)
                truth["pages"].push_back(page_json(page.truth, at++, 1, plan_.employer.name));
            parts.push_back(std::move(born.pdf));
        }
        if (a.jacket != Jacket::born_digital) {
            DocumentOptions again = d;
            if (a.jacket == Jacket::mixed_pdf) again.seed ^= 0xA11;
            std::vector<PdfPicture> pictures;
            for (const SyntheticPage& clean : make_document(a.kind, named_on(a), plan_.employer, again)) {
                JpegOptions options;
                const SyntheticPage page =
                    degraded(a, clean, d.dpi, d.seed + static_cast<std::uint64_t>(at) * 31, options);
                const double mm = clean.image.width * 25.4 / d.dpi;
                const bool turned = page.truth.rotation_cw % 180 != 0;
                const double dpi = (turned ? page.image.height : page.image.width) * 25.4 / mm;
                const int rotate =
                    mix(d.seed, "rotate" + std::to_string(at)) % 4 == 0 ? 90 * static_cast<int>(1 + d.seed % 3) : 0;
                const Raster stored = turned_cw(page.image, (4 - rotate / 90) % 4);
                options.exif_orientation = 0;
                options.thumbnail = false;
                options.camera.clear();
                if (options.quality <= 0) options.quality = 85;
                pictures.push_back({encode_jpeg(stored, options), stored.width, stored.height, dpi, rotate});
                truth["pages"].push_back(page_json(page.truth, at++, 72 / dpi, plan_.employer.name));
            }
            parts.push_back(picture_pdf(pictures));
        }
        return parts.size() == 1 ? std::move(parts.front()) : joined_pdf(parts);
    }

    const DossierOptions& o_;
    Plan& plan_;
    MadeDossier made_;
};

}  // namespace

MadeDossier draw(const DossierOptions& options, Plan plan) { return Press(options, plan).print(); }

MadeDossier make_dossier(const DossierOptions& options) {
    Rng rng(mix(options.seed, options.notice));
    Plan plan = make_plan(options, rng);
    plant_faults(plan, options.faults, options.only_faults, rng);
    return draw(options, std::move(plan));
}

}  // namespace mangping::synthetic
