#include <array>

#include "pipeline/report/wording.hpp"

namespace mangping::report {
namespace {

constexpr std::array desk{
    Wording{"page_unknown", "本份材料里没有这一页；页的写法见 hold.html（文件:序号，序号从 0 起）。",
            "There is no such page; hold.html names pages (FILE:INDEX, INDEX from 0)."},
    Wording{"page_not_held", "这一页不在待核对之列；如有漏遮，用 --mask 加遮盖。",
            "This page does not wait; to hide more on it use --mask."},
    Wording{"decision_unfit", "这一页没有这个编号的存疑处；已经确定的姓名和单位不能去掉遮盖。",
            "There is no such proposal on this page; what is surely the name cannot be left open."},
    Wording{"decision_unclear",
            "每个 --page 之后须写 --accept、--reject、--mask 或 --undo；--accept 与 --reject 不能同用。",
            "Each --page is followed by --accept, --reject, --mask or --undo; not by both of the first two."},
    Wording{"dossier_unknown", "这里没有这份材料的处理结果；请指向 OUT 下的材料夹。",
            "Not a dossier of this OUT that was processed; name the folder below OUT."},
    Wording{
        "run_first",
        "材料、规则或程序在上次运行之后有变化，或原件已移走；请先重新运行 mangping run（原件移走时用 --source 指出）。",
        "Uploads, rules or program are not those of the last run, or the uploads have moved: run again first, or say "
        "where they are with --source."},
    Wording{"input_changed", "原件在上次运行之后有变化，请先重新运行 mangping run。",
            "The upload has changed since the last run; run again first."},
};

}  // namespace

std::span<const Wording> desk_wordings() { return desk; }

}  // namespace mangping::report
