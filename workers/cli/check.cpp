#include <spdlog/fmt/fmt.h>

#include <cstdio>
#include <nlohmann/json.hpp>

#include "workers/batch/files.hpp"
#include "workers/cli/commands.hpp"
#include "workers/recipe/recipe.hpp"

namespace mangping::cli {
namespace {

using nlohmann::json;

json quad_json(const Quad& q) {
    json out = json::array();
    for (const Point& p : q.at) out.push_back({p.x, p.y});
    return out;
}

json page_json(const recipe::Looked& looked, report::Language language) {
    json reasons = json::array(), findings = json::array();
    for (const ClarityReason r : looked.clarity.reasons) reasons.push_back(key(r));
    for (const ClarityFinding& f : looked.clarity.findings)
        findings.push_back({{"reason", key(f.reason)},
                            {"severity", f.severity},
                            {"quad", quad_json(f.quad_displayed)},
                            {"message", report::wording("clarity_" + std::string(key(f.reason)), language)}});
    return {{"index", looked.page.index},
            {"width", looked.page.width},
            {"height", looked.page.height},
            {"rotation_cw", looked.pose.rotation_cw},
            {"rotation_confidence", looked.pose.confidence},
            {"rotation_unsure", looked.pose.unsure},
            {"skew_deg", looked.pose.skew_deg},
            {"clarity",
             {{"verdict", key(looked.clarity.verdict)},
              {"certain", looked.clarity.certain},
              {"score", looked.clarity.score},
              {"reasons", reasons},
              {"findings", findings},
              {"text_height_px", looked.clarity.text_height_px}}}};
}

/// What an applicant reads: the verdict, then what to mend.
void print_page(const std::string& file, const recipe::Looked& looked, report::Language language) {
    const bool en = language == report::Language::en;
    const auto say = [&](const std::string& k) { return report::wording(k, language); };
    fmt::print(
        fmt::runtime(en ? "{} page {}: {}" : "{} 第 {} 页：{}"), file, looked.page.index + 1,
        say("clarity_verdict_" + (looked.clarity.certain ? std::string(key(looked.clarity.verdict)) : "uncertain")));
    if (looked.pose.unsure && looked.clarity.verdict != ClarityVerdict::blank)
        fmt::print(fmt::runtime(en ? "; {}" : "；{}"), say("orientation_unsure"));
    else if (looked.pose.rotation_cw != 0)
        fmt::print(fmt::runtime(en ? "; needs a clockwise turn of {} degrees" : "；需顺时针旋转 {} 度"),
                   looked.pose.rotation_cw);
    fmt::print("\n");
    for (const ClarityReason r : looked.clarity.reasons) fmt::print("    {}\n", say("clarity_" + std::string(key(r))));
}

}  // namespace

int check(const Common& common, const CheckArguments& arguments) {
    recipe::Scratch scratch;
    Context context;
    context.stop = common.stop;
    const ingest::Limits limits;
    json all = json::array();
    int failed = 0;
    const auto refuse = [&](json& entry, const std::string& file, const Fault& fault) {
        ++failed;
        const std::string message = report::wording(fault.code, common.language);
        entry["status"] = "rejected";
        entry["error"] = fault.code;
        entry["message"] = message;
        if (!arguments.json)
            fmt::print(fmt::runtime(common.language == report::Language::en ? "{}: {}\n" : "{}：{}\n"), file, message);
    };
    for (const std::filesystem::path& path : arguments.files) {
        json entry{{"file", path.string()}, {"status", "ok"}, {"pages", json::array()}};
        auto bytes = batch::read_file(path, limits.max_bytes);
        auto document = bytes ? ingest::inspect(*bytes, limits) : Result<ingest::Document>(bytes.fault());
        if (!document) {
            refuse(entry, path.string(), document.fault());
        } else {
            for (std::size_t p = 0; p < document->pages.size(); ++p) {
                auto looked = recipe::look_at_page(*bytes, static_cast<int>(p), scratch, context);
                if (!looked) {
                    refuse(entry, path.string(), looked.fault());
                    continue;
                }
                entry["pages"].push_back(page_json(*looked, common.language));
                if (!arguments.json) print_page(path.string(), *looked, common.language);
            }
        }
        all.push_back(std::move(entry));
    }
    if (arguments.json) fmt::print("{}\n", all.dump(2, ' ', false, json::error_handler_t::replace));
    return failed == 0 ? 0 : 1;
}

}  // namespace mangping::cli
