// Every rule that can stop a dossier, end to end: planted in dossiers with drawn attachments, run by the program as an
// operator runs it, and found in what it wrote.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/rules/planted.hpp"
#include "tests/rules/spared.hpp"
#include "tests/support/program.hpp"
#include "tests/workers/scratch_folder.hpp"

namespace mangping::rules {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

std::string whole(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

int mangping(const std::vector<std::string>& words) {
    return tests::wait_for_program(tests::start_program(MANGPING_PROGRAM, words));
}

/// The worst that the report says of a rule, in the tables' words; "" when nothing but that it holds.
std::string said_of(const json& report, const std::string& rule) {
    static const std::vector<std::string> order{"fail", "unsure", "told", "listed", ""};
    std::size_t worst = order.size() - 1;
    for (const json& check : report.at("checks")) {
        if (check.at("id") != rule) continue;
        const std::string status = check.at("status"), role = check.value("role", "");
        const std::string said = status == "fail" || status == "unsure" ? status
                                 : role == "checklist"                  ? "listed"
                                 : role.empty()                         ? ""
                                                                        : "told";
        worst = std::min(worst, static_cast<std::size_t>(std::find(order.begin(), order.end(), said) - order.begin()));
    }
    return order.at(worst);
}

/// The shared strings of the roster, unpacked by Python's zipfile.
std::string roster_of(const fs::path& batch, const fs::path& xlsx) {
    EXPECT_EQ(mangping({"roster", batch.string(), "--out", xlsx.string()}), 0);
    const std::string command = "python3 -c \"import zipfile;print(zipfile.ZipFile('" + xlsx.string() +
                                "').read('xl/sharedStrings.xml').decode())\"";
    std::string out;
    if (FILE* pipe = ::popen(command.c_str(), "r")) {
        char buffer[4096];
        for (std::size_t n = 0; (n = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;) out.append(buffer, n);
        ::pclose(pipe);
    }
    return out;
}

/// One notice's dossiers: drawn, run, and held against their table.
class Rules : public ::testing::TestWithParam<std::string> {
protected:
    void write(const std::vector<PlantedDossier>& dossiers) const {
        for (const PlantedDossier& dossier : dossiers)
            for (const synthetic::MadeFile& file : dossier.made.files) {
                const fs::path path = folder_ / "batch" / dossier.name / file.path;
                fs::create_directories(path.parent_path());
                std::ofstream(path, std::ios::binary)
                    .write(reinterpret_cast<const char*>(file.bytes.data()),
                           static_cast<std::streamsize>(file.bytes.size()));
            }
    }

    /// What was said of the rule, seen where its kind of saying is seen.
    [[nodiscard]] std::string seen(const PlantedDossier& dossier, const json& report, const std::string& rule,
                                   const std::string& wanted) const {
        if (wanted == "roles" || wanted == "names")
            return spared(dossier, report, folder_ / "out" / dossier.name, wanted) ? wanted : "masked";
        if (wanted == "exported") {
            const json declared = json::parse(whole(folder_ / "batch" / dossier.name / "dossier.json"));
            const std::string number = declared.at("applicant").at("id_number");
            return roster_.find("<t>" + number + "</t>") == std::string::npos ? "not exported" : "exported";
        }
        if (wanted == "listed" && batch_html_.find(">" + rule + "</span>") == std::string::npos)
            return "not in the list";
        return said_of(report, rule);
    }

    void hold(const PlantedDossier& dossier) const {
        const json report = json::parse(whole(folder_ / "out" / dossier.name / "report.json"));
        EXPECT_EQ(report.at("verdict"), "return") << dossier.name;
        for (const auto& [rule, wanted] : dossier.finds) {
            const std::string said = seen(dossier, report, rule, wanted);
            std::cout << rule << "\t" << dossier.name << "\t" << wanted << (said == wanted ? "" : "\tBUT " + said)
                      << "\n";
            EXPECT_EQ(said, wanted) << dossier.name << " " << rule;
        }
        for (const json& check : report.at("checks")) {
            const std::string rule = check.at("id");
            if (check.at("status") == "fail" && !dossier.finds.contains(rule) && !dossier.may.contains(rule))
                ADD_FAILURE() << dossier.name << " also fails " << rule << ": " << check.at("message");
        }
    }

    tests::ScratchFolder folder_;
    std::string batch_html_, roster_;
};

TEST_P(Rules, AreFoundOnDrawnAttachmentsAndNoOtherIs) {
    const std::vector<PlantedDossier> dossiers = dossiers_of(GetParam());
    write(dossiers);
    EXPECT_EQ(mangping({"run", (folder_ / "batch").string(), "--out", (folder_ / "out").string()}), 0);
    batch_html_ = whole(folder_ / "out" / "batch.html");
    roster_ = roster_of(folder_ / "batch", folder_ / "roster.xlsx");
    for (const PlantedDossier& dossier : dossiers) hold(dossier);
    if (const char* keep = std::getenv("MANGPING_LOOK"))
        fs::copy(folder_.path(), fs::path(keep) / GetParam(),
                 fs::copy_options::recursive | fs::copy_options::overwrite_existing);
}

INSTANTIATE_TEST_SUITE_P(Rules, Rules, ::testing::ValuesIn(table_names()), [](const auto& one) { return one.param; });

bool stops(const std::string& sort) {
    return sort.ends_with("BLOCK") || sort.ends_with("EXCL") || sort.find("DEFER") != std::string::npos;
}

/// The matrix, printed: each rule that can stop a dossier, and the dossiers in which it is planted.
TEST(RuleMatrix, HasEveryRuleThatCanStopADossier) {
    std::map<std::string, std::string> cases;
    for (const std::string& name : table_names())
        for (const auto& [dossier, finds] : table_of(name).finds)
            for (const auto& [rule, said] : finds) cases[rule] += "\t" + dossier + ":" + said;
    std::ifstream list(fs::path(MANGPING_SOURCE_DIR) / "tests/pipeline/decide/cases/rule_ids.tsv");
    std::vector<std::string> without;
    int rules = 0;
    for (std::string line; std::getline(list, line);) {
        const auto tab = line.find('\t');
        if (tab == std::string::npos || !stops(line.substr(tab + 1))) continue;
        const std::string rule = line.substr(0, tab);
        ++rules;
        std::cout << line << (cases.contains(rule) ? cases.at(rule) : "\tNO CASE") << "\n";
        if (!cases.contains(rule)) without.push_back(rule);
    }
    EXPECT_EQ(rules, 203);
    EXPECT_THAT(without, ::testing::IsEmpty());
}

}  // namespace
}  // namespace mangping::rules
