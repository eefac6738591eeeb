#include <gtest/gtest.h>

#include "workers/recipe/recipe.hpp"

namespace mangping::recipe {
namespace {

Targets somebody() {
    Dossier dossier;
    dossier.applicant.name = "林知远";
    dossier.applicant.employer = "疆南市规划设计研究院";
    dossier.applicant.id_number = "650102199003074518";
    Targets targets = targets_of(dossier);
    targets.id_number = dossier.applicant.id_number;
    return targets;
}

Code code(const char* format, const char* text) { return {format, text, {}}; }

TEST(Codes, ThatCarryTheNameOrTheNumberLeadToTheApplicant) {
    EXPECT_TRUE(leads_to_applicant(code("QRCode", "姓名:林知远"), somebody()));
    EXPECT_TRUE(leads_to_applicant(code("QRCode", "id=650102199003074518"), somebody()));
    EXPECT_TRUE(leads_to_applicant(code("QRCode", "疆南市规划设计研究院 报告"), somebody()));
}

TEST(Codes, ThatAVerificationSiteResolvesLeadToTheApplicant) {
    EXPECT_TRUE(leads_to_applicant(
        code("QRCode", "https://www.chsi.com.cn/xlcx/bg.do?vcode=A1B2C3D4E5F6G7H8&srcid=bgcx"), somebody()));
    EXPECT_TRUE(leads_to_applicant(code("Code128", "A1B2C3D4E5F6G7H8"), somebody()));
    EXPECT_TRUE(leads_to_applicant(code("QRCode", "https://study.example.org/c/2018269246"), somebody()));
    EXPECT_TRUE(leads_to_applicant(code("QRCode", "https://train.example.org/q/GX2019-6528-04411/0247"), somebody()));
    EXPECT_TRUE(leads_to_applicant(code("QRCode", "http://zcpt.example.org/v/BZ2017112054"), somebody()));
}

TEST(Codes, OfBooksAndPlainSitesDoNot) {
    EXPECT_FALSE(leads_to_applicant(code("EAN-13", "9787000000001"), somebody()));
    EXPECT_FALSE(leads_to_applicant(code("QRCode", "https://example.org/journal"), somebody()));
    EXPECT_FALSE(leads_to_applicant(code("QRCode", "https://example.org/news/2018"), somebody()));
    EXPECT_FALSE(leads_to_applicant(code("QRCode", "https://example.org/news/2018/05/12/"), somebody()));
    EXPECT_FALSE(leads_to_applicant(code("Code39", "B-1024"), somebody()));
}

}  // namespace
}  // namespace mangping::recipe
