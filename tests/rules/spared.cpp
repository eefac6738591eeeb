#include "tests/rules/spared.hpp"

#include <algorithm>
#include <iostream>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

namespace mangping::rules {
namespace {

using nlohmann::json;

constexpr int kCovered = 70;  // grey levels: a bar over paper or ink; the masked page is the same JPEG once more
constexpr double kMostCovered = 0.15;  // of a word's box, as the scorer of released pages counts a hit

cv::Mat transform_of(const json& page) {
    const json& t = page.at("transform");
    cv::Mat m(3, 3, CV_64F);
    for (int i = 0; i < 9; ++i) m.at<double>(i / 3, i % 3) = t.at(static_cast<std::size_t>(i));
    return m;
}

std::vector<cv::Point> moved(const json& quad, const cv::Mat& m) {
    std::vector<cv::Point2d> from, to;
    for (const json& p : quad) from.emplace_back(p.at(0).get<double>(), p.at(1).get<double>());
    cv::perspectiveTransform(from, to, m);
    return {to.begin(), to.end()};
}

/// Share of the quad that no longer looks as it did.
double changed(const cv::Mat& before, const cv::Mat& after, const std::vector<cv::Point>& quad) {
    cv::Mat inside = cv::Mat::zeros(after.size(), CV_8U), difference;
    cv::fillConvexPoly(inside, quad, 255);
    cv::absdiff(before, after, difference);
    const int area = cv::countNonZero(inside);
    return area == 0 ? 1 : static_cast<double>(cv::countNonZero((difference > kCovered) & inside)) / area;
}

const json* named(const json& list, const std::string& file) {
    for (const json& one : list)
        if (one.at("file") == file) return &one;
    return nullptr;
}

}  // namespace

bool spared(const PlantedDossier& dossier, const json& report, const std::filesystem::path& out,
            const std::string& what) {
    const std::string keeps = what == "roles" ? "role" : "other_name";
    const json truth = json::parse(dossier.made.truth);
    int kept = 0, hidden = 0;
    for (const synthetic::MadeFile& file : dossier.made.files) {
        const json *told = named(truth.at("attachments"), file.path),
                   *found = named(report.at("attachments"), file.path);
        if (!file.path.ends_with(".jpg") || told == nullptr || found == nullptr ||
            found->value("masked_file", "").empty())
            continue;
        const json& page = found->at("pages").at(0);
        if (page.at("masks").empty()) continue;  // nothing was drawn: nothing could be hidden
        const cv::Mat original = cv::imdecode(file.bytes, cv::IMREAD_GRAYSCALE);
        const cv::Mat masked =
            cv::imread((out / found->at("masked_file").get<std::string>()).string(), cv::IMREAD_GRAYSCALE);
        cv::Mat before;
        cv::warpPerspective(original, before, transform_of(page), masked.size(), cv::INTER_LINEAR, cv::BORDER_CONSTANT,
                            255);
        for (const json& keep : told->at("pages").at(0).value("keep", json::array())) {
            if (keep.at("kind") != keeps) continue;
            ++kept;
            if (changed(before, masked, moved(keep.at("quad"), transform_of(page))) <= kMostCovered) continue;
            ++hidden;
            std::cout << dossier.name << " " << file.path << ": a mask lies on " << keep.at("text") << "\n";
        }
    }
    std::cout << dossier.name << ": " << kept << " " << keeps << " kept in sight, " << hidden << " hidden\n";
    return kept > 0 && hidden == 0;
}

}  // namespace mangping::rules
