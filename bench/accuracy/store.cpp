#include "bench/accuracy/store.hpp"

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <utility>

#include "bench/accuracy/statistics.hpp"
#include "pipeline/ingest/ingest.hpp"

namespace mangping::bench {

using namespace synthetic;
using nlohmann::json;

namespace {

/// What the parts that read stored pages ask of a truth.
json stored(const PageTruth& truth) {
    json lines = json::array();
    for (const TruthLine& line : truth.lines) lines.push_back({{"text", line.text}, {"em", line.em_px}});
    return {{"rotation_cw", truth.rotation_cw},
            {"skew_deg", truth.skew_deg},
            {"clarity", truth.clarity},
            {"reasons", truth.reasons},
            {"severity", truth.severity},
            {"text_px", truth.text_px},
            {"scan", truth.scan},
            {"lines", lines}};
}

PageTruth restored(const json& from) {
    PageTruth truth;
    truth.rotation_cw = from.at("rotation_cw");
    truth.skew_deg = from.at("skew_deg");
    truth.clarity = from.at("clarity");
    truth.reasons = from.at("reasons").get<std::vector<std::string>>();
    truth.severity = from.at("severity");
    truth.text_px = from.at("text_px");
    truth.scan = from.at("scan");
    for (const json& line : from.at("lines")) {
        TruthLine one;
        one.text = line.at("text");
        one.em_px = line.at("em");
        truth.lines.push_back(std::move(one));
    }
    return truth;
}

}  // namespace

Made from_store(const std::string& folder, const std::string& name, const std::function<Made()>& make) {
    if (folder.empty()) return make();
    const std::filesystem::path jpeg = std::filesystem::path(folder) / (name + ".jpg"),
                                truth = std::filesystem::path(folder) / (name + ".json");
    // The truth is written last: where it stands, both are whole.
    if (std::ifstream in(truth); in) {
        Made out{restored(json::parse(in)), {}};
        std::ifstream bytes(jpeg, std::ios::binary);
        out.jpeg.assign(std::istreambuf_iterator<char>(bytes), {});
        return out;
    }
    Made made = make();
    std::filesystem::create_directories(folder);
    std::ofstream(jpeg, std::ios::binary)
        .write(reinterpret_cast<const char*>(made.jpeg.data()), static_cast<std::streamsize>(made.jpeg.size()));
    const std::filesystem::path unfinished = truth.string() + ".part";
    std::ofstream(unfinished) << stored(made.truth).dump();
    std::filesystem::rename(unfinished, truth);
    return made;
}

SourcePage decoded(const std::vector<std::uint8_t>& jpeg, double& milliseconds) {
    const std::clock_t start = std::clock();
    Result<SourcePage> page = ingest::decode(jpeg, 0, ingest::Limits{}, Context{});
    milliseconds = cpu_milliseconds(start);
    if (page) return std::move(*page);
    std::fprintf(stderr, "a generated page cannot be decoded: %s\n", page.fault().code.c_str());
    std::exit(1);
}

}  // namespace mangping::bench
