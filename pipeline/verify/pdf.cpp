#include "pipeline/verify/pdf.hpp"

#include <algorithm>
#include <opencv2/imgproc.hpp>
#include <string_view>

#include "pipeline/adapt/cv.hpp"
#include "pipeline/verify/jpeg.hpp"
#include "pipeline/verify/pdf_objects.hpp"
#include "pipeline/verify/pdf_pages.hpp"
#include "pipeline/verify/picture.hpp"

namespace mangping::verify {
namespace {

constexpr int most_pages = 2000;  // the spec's limit
constexpr int deepest_file = 2;
constexpr double unknown = 0.9;  // not known to name anybody, but nothing of ours leaves it

using Leaks = std::vector<Leak>;

Bytes bytes_of(const std::string& text) { return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()}; }
std::string_view text_of(Bytes bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

void append(Leaks& to, const Leaks& more) { to.insert(to.end(), more.begin(), more.end()); }

/// Whether a stored picture and the page that shows it are the same to the eye, so that looking at one is enough.
bool same_picture(const Raster& stored, const Raster& shown) {
    constexpr int side = 240;    // a bar over one name is still some pixels wide here
    constexpr double most = 40;  // grey levels; scaling and JPEG stay below 25 on edges
    constexpr double aspect = 0.02;
    const double a = static_cast<double>(stored.width) / stored.height,
                 b = static_cast<double>(shown.width) / shown.height;
    if (std::abs(a / b - 1) > aspect) return false;
    cv::Mat one, two, difference;
    cv::resize(adapt::grey(stored), one, {side, side}, 0, 0, cv::INTER_AREA);
    cv::resize(adapt::grey(shown), two, {side, side}, 0, 0, cv::INTER_AREA);
    cv::blur(one, one, {3, 3});
    cv::blur(two, two, {3, 3});
    cv::absdiff(one, two, difference);
    double worst = 0;
    cv::minMaxLoc(difference, nullptr, &worst);
    return worst < most;
}

class PdfAttack {
public:
    PdfAttack(Bytes pdf, const Attackers& attackers, const Context& context)
        : pdf_(pdf), attackers_(attackers), context_(context) {}

    Result<Leaks> run(int depth) {
        auto objects = survey_objects(pdf_, attackers_.search);
        if (!objects) return objects.fault();
        if (objects->pages > most_pages) return Fault{FaultKind::limit, "pdf_too_many_pages", {}};
        leaks_ = std::move(objects->leaks);
        for (const StoredPicture& p : objects->pictures)
            append(leaks_, jpeg_structure(bytes_of(p.jpeg), attackers_.search, p.page));
        if (auto fault = look_at_attachments(objects->attachments, depth)) return *fault;
        auto pages = PdfPages::open(pdf_);
        if (!pages) return pages.fault();
        std::string all_text;
        for (int i = 0; i < pages->count(); ++i) {
            const std::string text = pages->text(i);
            if (speaks_text(text, attackers_.search)) add("text_layer", i, 1.0);
            all_text += text;
        }
        if (speaks_text(all_text, attackers_.search)) add("text_layer", -1, 1.0);
        if (attackers_.read || attackers_.read_around || attackers_.codes)
            if (auto fault = look_at_pages(*pages, objects->pictures)) return *fault;
        return std::move(leaks_);
    }

private:
    void add(const char* where, int page, double confidence) { leaks_.push_back({{}, page, where, {}, confidence}); }

    std::optional<Fault> look_at_attachments(const std::vector<std::string>& files, int depth) {
        for (const std::string& file : files) {
            bool leaks = speaks(bytes_of(file), attackers_.search);
            if (!leaks && depth < deepest_file) {
                const auto inside = attack_bytes(bytes_of(file), attackers_, context_, depth + 1);
                if (!inside && inside.fault().kind == FaultKind::cancelled) return inside.fault();
                leaks = inside.ok() && !inside->empty();
            }
            if (leaks) add("attachment", -1, 1.0);
        }
        return std::nullopt;
    }

    /// Leaks of a picture that is not the page itself have no place on the page.
    std::optional<Fault> look_at(const Raster& picture, int page, bool is_page, const char* where) {
        auto found = attack_picture(picture, page, attackers_, context_);
        if (!found) return found.fault();
        for (Leak& leak : *found) {
            if (!is_page) leak = {{}, page, where, {}, leak.confidence};
            leaks_.push_back(std::move(leak));
        }
        return std::nullopt;
    }

    /// Each page as it is shown, and each stored picture that differs from its page: what a viewer covers or crops is
    /// in the file all the same.
    std::optional<Fault> look_at_pages(const PdfPages& pages, const std::vector<StoredPicture>& stored) {
        for (int i = 0; i < pages.count(); ++i) {
            if (auto over = context_.over()) return over;
            auto shown = pages.picture(i);
            if (!shown) return shown.fault();
            if (auto fault = look_at(*shown, i, true, "pixels")) return fault;
            for (const StoredPicture& picture : stored)
                if (picture.page == i)
                    if (auto fault = look_at_stored(picture, &*shown)) return fault;
        }
        for (const StoredPicture& picture : stored)
            if (picture.page < 0)
                if (auto fault = look_at_stored(picture, nullptr)) return fault;
        return std::nullopt;
    }

    std::optional<Fault> look_at_stored(const StoredPicture& picture, const Raster* shown) {
        if (attackers_.attacked_alone && attackers_.attacked_alone(bytes_of(picture.jpeg))) return std::nullopt;
        const Result<Raster> raster = jpeg_pixels(bytes_of(picture.jpeg));
        if (!raster) {
            add("stream", picture.page, unknown);
            return std::nullopt;
        }
        if (shown != nullptr && same_picture(*raster, *shown)) return std::nullopt;
        return look_at(*raster, picture.page, false, "stream");
    }

    Bytes pdf_;
    const Attackers& attackers_;
    const Context& context_;
    Leaks leaks_;
};

std::vector<std::size_t> ends_of_file(std::string_view pdf) {
    constexpr std::string_view mark = "%%EOF";
    std::vector<std::size_t> out;
    for (std::size_t at = pdf.find(mark); at != std::string_view::npos; at = pdf.find(mark, at + 1))
        out.push_back(at + mark.size());
    return out;
}

/// What a file was before it was saved again is still at its beginning.
std::optional<Fault> look_at_revisions(Bytes pdf, const Attackers& attackers, const Context& context, Leaks& leaks) {
    constexpr std::size_t most_revisions = 8, linearized_reach = 1024;
    const std::string_view text = text_of(pdf);
    std::vector<std::size_t> ends = ends_of_file(text);
    const bool linearized = text.substr(0, linearized_reach).find("/Linearized") != std::string_view::npos;
    if (linearized && !ends.empty()) ends.erase(ends.begin());  // the first part of a linearized file is no revision
    if (ends.empty()) return std::nullopt;
    const std::string_view after = text.substr(ends.back());
    const bool quiet =
        std::all_of(after.begin(), after.end(), [](char c) { return c == '\r' || c == '\n' || c == ' ' || c == '\0'; });
    if (!quiet)
        leaks.push_back(
            {{}, -1, "trailing_bytes", {}, speaks(pdf.subspan(ends.back()), attackers.search) ? 1.0 : unknown});
    ends.pop_back();
    if (ends.size() > most_revisions) leaks.push_back({{}, -1, "earlier_revision", {}, unknown});
    for (std::size_t i = 0; i < std::min(ends.size(), most_revisions); ++i) {
        auto before = PdfAttack(pdf.subspan(0, ends[i]), attackers, context).run(deepest_file);
        if (!before && (before.fault().kind == FaultKind::cancelled || before.fault().kind == FaultKind::timeout))
            return before.fault();
        if (!before || !before->empty()) leaks.push_back({{}, -1, "earlier_revision", {}, before.ok() ? 1.0 : unknown});
    }
    return std::nullopt;
}

}  // namespace

Result<Leaks> attack_pdf(Bytes pdf, const Attackers& attackers, const Context& context, int depth) {
    auto leaks = PdfAttack(pdf, attackers, context).run(depth);
    if (!leaks) return leaks.fault();
    if (depth == 0)
        if (auto fault = look_at_revisions(pdf, attackers, context, *leaks)) return *fault;
    if (leaks->empty() && loose_streams_speak(pdf, attackers.search)) leaks->push_back({{}, -1, "stream", {}, 1.0});
    return leaks;
}

}  // namespace mangping::verify
