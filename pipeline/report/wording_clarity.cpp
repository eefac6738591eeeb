#include <array>

#include "pipeline/report/wording.hpp"

namespace mangping::report {
namespace {

constexpr std::array clarity{
    Wording{"clarity_verdict_clear", "清晰", "clear"},
    Wording{"clarity_verdict_marginal", "勉强能看清，建议重新上传", "readable with effort; better upload it again"},
    Wording{"clarity_verdict_illegible", "看不清，须重新上传", "not legible; must be uploaded again"},
    Wording{"clarity_verdict_uncertain", "可能看不清，建议重新上传", "perhaps not legible; better upload it again"},
    Wording{"clarity_verdict_blank", "空白页", "blank"},
    Wording{"clarity_blur", "文字发虚：请把手机或扫描件放稳，对准焦点后重拍，或用扫描仪重新扫描。",
            "The text is blurred: hold still, focus and take it again, or scan it."},
    Wording{"clarity_low_resolution", "字太小：请上传原图，不要用截图或聊天软件压缩过的图；扫描请用 200 dpi 以上。",
            "The letters are too small: upload the original, not a screenshot; scan at 200 dpi or more."},
    Wording{"clarity_low_contrast", "字迹太淡：请调深后重新扫描，或换原件扫描，不要用复印件。",
            "The text is too faint: scan it darker, or scan the original."},
    Wording{"clarity_glare", "有反光，部分文字被光斑盖住：请取下塑封套，换个角度避开灯光重拍。",
            "Glare hides some of the text: take it out of its sleeve and avoid the lamp."},
    Wording{"clarity_shadow", "有阴影，部分文字太暗：请在光线均匀处重拍，身体和手机不要挡光。",
            "A shadow darkens some of the text: take it again in even light."},
    Wording{"clarity_noise", "图面噪点太多：请在亮处重拍，或用扫描仪重新扫描。",
            "The picture is noisy: take it again in better light, or scan it."},
    Wording{"clarity_compression", "图片压缩过度，笔画糊在一起：请上传原图，发送时选择“原图”。",
            "The picture was compressed too much: upload the original."},
    Wording{"clarity_cropped", "边上的文字被裁掉了：请把整页拍全，四边都留出空白。",
            "Text is cut off at the edge: take the whole page with some margin."},
    Wording{"clarity_occluded", "部分文字被手指或其他东西挡住：请拿开遮挡物后重拍。",
            "Something covers part of the text: remove it and take the page again."},
    Wording{"clarity_blank", "这一页是空白的：请检查是否传错了文件。",
            "The page is blank: check whether it is the right file."},
    Wording{"clarity_moire", "翻拍屏幕出现了条纹：请直接下载原文件上传，不要对着屏幕拍照。",
            "Stripes from photographing a screen: upload the file itself."},
};

}  // namespace

std::span<const Wording> clarity_wordings() { return clarity; }

}  // namespace mangping::report
