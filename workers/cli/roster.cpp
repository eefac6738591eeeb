// The roster of a batch for the unit that files it. It names people, so it is made on request and never beside what
// reviewers get.
#include <spdlog/fmt/fmt.h>

#include "pipeline/decide/decide.hpp"
#include "workers/batch/files.hpp"
#include "workers/batch/plan.hpp"
#include "workers/cli/commands.hpp"

namespace mangping::cli {
namespace {

constexpr std::size_t dossier_json_limit = 8u << 20;

std::string at(const std::map<std::string, std::string>& text, const std::string& key) {
    const auto it = text.find(key);
    return it == text.end() ? std::string{} : it->second;
}

/// 评审 and 授予 as the form has them; 初次确定 is called 初定 there.
std::string remark_of(const std::string& mode) { return mode == "初次确定" ? "初定" : mode; }

report::RosterRow row_of(const Dossier& d, std::size_t number) {
    std::string title, obtained;
    if (const Section* held = d.section("qualification"); held != nullptr)
        for (const Entry& entry : held->entries)
            if (title.empty() || entry["current"] == "true") title = entry["title"], obtained = entry["obtained"];
    const Applicant& a = d.applicant;
    return {std::to_string(number),
            a.name,
            at(a.text, "sex"),
            at(a.text, "ethnicity"),
            at(a.text, "political_status"),
            a.id_number,
            title,
            obtained,
            d.target.title,
            a.employer,
            std::string{},
            remark_of(d.target.mode)};
}

}  // namespace

int roster(const Common& common, const RosterArguments& arguments) {
    auto folders = batch::dossier_folders(arguments.batch);
    if (!folders) {
        say_fault(common, folders.fault().code);
        return 2;
    }
    const auto packs = batch::read_packs(notices_folder(common));
    std::vector<report::RosterRow> rows;
    std::string title;
    int failed = 0;
    for (const std::filesystem::path& folder : *folders) {
        auto bytes = batch::read_file(folder / "dossier.json", dossier_json_limit);
        auto dossier = bytes ? decide::parse_dossier({bytes->begin(), bytes->end()}, folder.filename().string())
                             : Result<Dossier>(Fault{FaultKind::unreadable, "dossier_json_missing", {}});
        if (!dossier) {
            ++failed;
            say_fault(common, dossier.fault().code, folder.filename().string());
            continue;
        }
        if (!arguments.notice.empty() && dossier->notice != arguments.notice) continue;
        const auto pack = packs.packs.find(dossier->notice);
        if (title.empty() && pack != packs.packs.end())
            title = std::to_string(pack->second.notice.year) + " 年度专业职称申报人员花名册";
        rows.push_back(row_of(*dossier, rows.size() + 1));
    }
    auto xlsx = report::roster_xlsx(title.empty() ? "专业职称申报人员花名册" : title, rows);
    const Status written =
        xlsx ? batch::write_file(std::filesystem::absolute(arguments.out), *xlsx) : Status(xlsx.fault());
    if (!written) {
        say_fault(common, written.fault().code);
        return 1;
    }
    fmt::print(fmt::runtime(common.language == report::Language::en ? "{} people\n" : "花名册共 {} 人\n"), rows.size());
    return failed == 0 ? 0 : 1;
}

}  // namespace mangping::cli
