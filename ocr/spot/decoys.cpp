#include "ocr/spot/decoys.hpp"

#include <array>

namespace mangping::ocr {
namespace {

constexpr std::size_t kStrings = 8;
constexpr std::array<const char*, 96> kCharacters{
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "建", "华", "国", "文", "明", "志",
    "海", "军", "丽", "英", "玉", "春", "平", "永", "新", "林", "红", "成", "云", "龙", "阿", "不",
    "都", "热", "西", "提", "买", "古", "力", "尔", "肉", "孜", "艾", "木", "江", "依", "努", "哈",
    "斯", "克", "别", "尼", "亚", "库", "塔", "河", "水", "利", "设", "计", "研", "究", "院", "有",
    "限", "公", "司", "工", "程", "勘", "测", "交", "通", "局", "中", "心", "地", "区", "县", "市",
    "建", "筑", "电", "业", "大", "学", "环", "境", "监", "站", "农", "科", "技", "术", "管", "理"};

}  // namespace

std::vector<std::vector<std::string>> decoys_of(const std::vector<std::string>& characters) {
    std::vector<std::vector<std::string>> out(kStrings);
    // Knuth's multiplicative hashing walks the list so that neighbours in a string are no neighbours in it.
    constexpr std::size_t golden = 2654435761U;
    for (std::size_t k = 0; k < kStrings; ++k)
        for (std::size_t i = 0; i < characters.size(); ++i) {
            std::size_t at = ((k * characters.size() + i + 1) * golden >> 8U) % kCharacters.size();
            if (characters[i] == kCharacters[at]) at = (at + 1) % kCharacters.size();
            out[k].emplace_back(kCharacters[at]);
        }
    return out;
}

std::vector<AskedString> decoys_of(const AskedString& string) {
    std::vector<AskedString> out;
    for (std::vector<std::string>& decoy : decoys_of(string.characters))
        out.push_back({std::move(decoy), string.mark_before});
    return out;
}

}  // namespace mangping::ocr
