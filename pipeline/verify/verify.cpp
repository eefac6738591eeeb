#include "pipeline/verify/verify.hpp"

#include <algorithm>
#include <string_view>

#include "pipeline/verify/bytes.hpp"
#include "pipeline/verify/jpeg.hpp"
#include "pipeline/verify/pdf.hpp"
#include "pipeline/verify/picture.hpp"

namespace mangping::verify {
namespace {

bool is_jpeg(Bytes bytes) { return bytes.size() > 3 && bytes[0] == 0xFF && bytes[1] == 0xD8 && bytes[2] == 0xFF; }

bool is_pdf(Bytes bytes) {
    constexpr std::size_t header_reach = 1024;  // readers accept the header anywhere in the first kilobyte
    const std::string_view head(reinterpret_cast<const char*>(bytes.data()), std::min(bytes.size(), header_reach));
    return head.find("%PDF-") != std::string_view::npos;
}

Result<std::vector<Leak>> attack_jpeg(Bytes bytes, const Attackers& attackers, const Context& context) {
    std::vector<Leak> leaks = jpeg_structure(bytes, attackers.search, -1);
    if (!attackers.read && !attackers.read_around && !attackers.codes) return leaks;
    const Result<Raster> picture = jpeg_pixels(bytes);
    if (!picture) return picture.fault();
    auto seen = attack_picture(*picture, 0, attackers, context);
    if (!seen) return seen.fault();
    leaks.insert(leaks.end(), seen->begin(), seen->end());
    return leaks;
}

}  // namespace

Result<std::vector<Leak>> attack_bytes(Bytes bytes, const Attackers& attackers, const Context& context, int depth) {
    if (auto over = context.over()) return *over;
    if (is_jpeg(bytes)) return attack_jpeg(bytes, attackers, context);
    if (is_pdf(bytes)) return attack_pdf(bytes, attackers, context, depth);
    return Fault{FaultKind::unsupported, "not_a_picture", {}};
}

Result<std::vector<Leak>> attack_file(const std::string& name, const std::vector<std::uint8_t>& bytes,
                                      const Attackers& attackers, const Context& context) {
    auto leaks = attack_bytes(bytes, attackers, context, 0);
    if (!leaks) return leaks.fault();
    if (speaks_text(name, attackers.search)) leaks->push_back({{}, -1, "file_name", {}, 1.0});
    for (Leak& leak : *leaks) leak.file = name;
    return leaks;
}

void leave_out(std::vector<Leak>& leaks, int page, const std::vector<Quad>& left) {
    // Another reader's boxes end a little elsewhere: half of the leak's box on what was left is the same place.
    constexpr double same_place = 0.5;
    std::erase_if(leaks, [&](const Leak& leak) {
        if (leak.where != "pixels" || leak.page != page) return false;
        const Rect box = bounding(leak.quad);
        double on_left = 0;
        for (const Quad& quad : left) on_left += intersection(bounding(quad), box).area();
        return on_left >= same_place * box.area();
    });
}

}  // namespace mangping::verify
