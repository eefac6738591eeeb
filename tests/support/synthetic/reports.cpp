// Pages of running text.
#include "tests/support/synthetic/painters.hpp"

namespace mangping::synthetic {

void work_summary(Scene& s) {
    const int pages = s.fact("pages", s.random.whole(1, 2));
    const std::string name = s.person.name, field = s.fact("specialty", make_specialty(s.random));
    for (int n = 0; n < pages; ++n) {
        Sheet& p = s.page();
        const double x = 27, w = p.width() - 54;
        double y = 24;
        if (s.layout == 1) {
            p.text(x, 13, w, s.employer.name + "　专业技术工作总结", s.song(9).in(kGrey).named("running"));
            p.rule(x, 18, x + w, 18, 0.15, kGrey);
        }
        const TextStyle body = (s.layout ? s.song(12.5) : s.fang(13.5)).pitch(1.7).indent(2).justified();
        if (n == 0) {
            y = p.text(x, y, w, s.random.pick({"个人业务工作总结", "专业技术工作总结", "个人工作总结"}),
                       s.hei(21).bold().at(Align::centre)) +
                2;
            y = p.text(x, y, w, s.employer.name + "　" + name, s.kai(13).at(Align::centre)) + 4;
            y = p.text(x, y, w,
                       "本人" + name + "，自任现职以来一直在" + s.employer.name + "从事" + field +
                           "工作。现将任现职以来的工作态度、业务能力、工作业绩和学术水平情况总结如下：",
                       body);
        }
        const char* heads[] = {"一、工作态度", "二、业务能力", "三、工作业绩",
                               "四、学术水平", "五、继续教育", "六、今后打算"};
        for (int part = n * 3; y < 200 && part < n * 3 + 3; ++part) {
            y = p.text(x, y, w, heads[part % 6], s.hei(13).bold().pitch(1.8).indent(2));
            y = p.text(
                x, y, w,
                prose(s.random, field, s.random.whole(4, 6)) +
                    (part == 2 ? "其中与{o:" + s.near_miss() + "}等同志合作完成的项目由" + name + "担任{r:技术负责人}。"
                               : ""),
                body);
        }
        if (n + 1 == pages) {
            p.text(x, std::max(y + 6, 240.0), w - 6,
                   "总结人：" + name + "\n" + zh_date(s.fact("date", days_after(s.as_of(), -20))),
                   s.fang(13.5).at(Align::right).pitch(1.7));
        }
        p.text(x, 282, w, "— " + std::to_string(n + 1) + " —", s.song(10).at(Align::centre));
    }
}

void other_document(Scene& s) {
    Sheet& p = s.page();
    const double x = 27, w = p.width() - 54;
    double y =
        p.text(x, 28, w, s.random.pick({"会议纪要", "情况说明", "工作简报"}), s.hei(22).bold().at(Align::centre)) + 8;
    y = p.text(x, y, w,
               "时间：" + zh_date(days_after(s.as_of(), -90)) + "　地点：三楼会议室　参加人员：{o:" + s.other() +
                   "}、" + s.person.name + "、{o:" + s.near_miss() + "}",
               s.song(13).pitch(1.7));
    y = p.text(x, y + 3, w, prose(s.random, "年度重点项目", 8), s.fang(14).pitch(1.75).indent(2));
    y = p.text(x, y, w,
               "会议要求" + s.person.name + "同志负责后续协调，并按月向{k:" + s.employer.superior + "}报送进展。",
               s.fang(14).pitch(1.75).indent(2));
    p.text(x, std::max(y + 14, 225.0), w, s.employer.name + "\n" + zh_date(days_after(s.as_of(), -88)),
           s.fang(14).at(Align::right).pitch(1.8));
}

SyntheticPage make_text_page(const Person& person, const Employer& employer, const DocumentOptions& options,
                             int columns, int mentions) {
    Scene s(Kind::other, person, employer, options, nullptr);
    Sheet& p = s.page();
    const double gap = 8, margin = 22, each = (p.width() - 2 * margin - gap * (columns - 1)) / columns;
    for (int c = 0; c < columns; ++c) {
        const double x = margin + c * (each + gap);
        double y = 24;
        for (int part = 0; y < 262; ++part) {
            const bool names = c == 0 && part < mentions;
            const std::string text = (names ? person.name + "同志所在的" + employer.name + "，" : std::string()) +
                                     prose(s.random, "相关项目", s.random.whole(2, 4));
            if (y + (p.measure(each, text, s.song(11).pitch(1.6))) > 282) break;
            y = p.text(x, y, each, text, s.song(11).pitch(1.6).indent(2).justified()) + 1;
        }
    }
    return std::move(s.finish().front());
}

}  // namespace mangping::synthetic
