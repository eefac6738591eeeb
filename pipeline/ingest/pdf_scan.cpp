#include "pipeline/ingest/pdf_scan.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#define POINTERHOLDER_TRANSITION 4  // the header asks every user to say that it uses std::shared_ptr
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <string>

#include "pipeline/ingest/pdf_content.hpp"

namespace mangping::ingest {
namespace {

constexpr double kEdge = 0.5;  // pixels by which the picture may miss the crop box's edge
constexpr double kClip = 1;    // points that a clip may take from the picture's edges: boxes rounded down
constexpr std::size_t kMostStates = 16;
constexpr double kSameResolution = 0.005;  // of each other: page boxes are often rounded to whole points

/// Operators that draw nothing and move nothing: text that is not shown, colours, marks.
bool harmless(std::string_view op) {
    static constexpr std::array kNames{"BT", "ET", "Tf", "Td",  "TD",  "Tm",  "T*", "Tc", "Tw",  "Tz",
                                       "TL", "Tr", "Ts", "BMC", "BDC", "EMC", "MP", "DP", "g",   "G",
                                       "rg", "RG", "k",  "K",   "cs",  "CS",  "sc", "SC", "scn", "SCN",
                                       "w",  "J",  "j",  "M",   "d",   "i",   "ri", "n",  "q",   "Q"};
    return std::find(kNames.begin(), kNames.end(), op) != kNames.end();
}

/// What the page's content draws, as far as it is one picture: false at the first operator that may be more.
class OnePicture {
public:
    [[nodiscard]] bool reads(std::string_view content) {
        ContentScanner scanner(content);
        ContentOperator op;
        while (scanner.next(op))
            if (!takes(op)) return false;
        return !name.empty();
    }

    std::string name;                 // of the XObject
    std::vector<std::string> states;  // of graphics state dictionaries that were set
    Transform page_from_unit;
    std::vector<Rect> clips;
    bool hidden_text = false;

private:
    struct State {
        Transform page_from_user;
        int render_mode = 0;
    };

    bool takes(const ContentOperator& op) {
        if (op.name == "q") saved_.push_back(now_);
        if (op.name == "Q" && !saved_.empty()) {
            now_ = saved_.back();
            saved_.pop_back();
        }
        if (op.name == "n") path_.reset();
        if (op.name == "Tr") now_.render_mode = op.numbers.size() == 1 ? static_cast<int>(op.numbers[0]) : 0;
        if (shows_text(op.name)) return hidden_text = now_.render_mode == 3;
        if (harmless(op.name)) return saved_.size() < 1000;
        if (op.name == "cm" && op.numbers.size() == 6) {
            now_.page_from_user = now_.page_from_user * matrix_of(op.numbers);
            return true;
        }
        if (op.name == "gs") {
            states.emplace_back(op.operand_name);
            return states.size() <= kMostStates;
        }
        if (op.name == "re" && op.numbers.size() == 4 && !path_) {
            const auto& n = op.numbers;
            path_ = bounding(now_.page_from_user(quad_of(Rect{n[0], n[1], n[2], n[3]})));
            return n[2] > 0 && n[3] > 0;
        }
        if ((op.name == "W" || op.name == "W*") && path_) {
            clips.push_back(*path_);
            return true;
        }
        if (op.name == "Do" && name.empty()) {
            name = op.operand_name;
            page_from_unit = now_.page_from_user;
            return true;
        }
        return false;
    }

    State now_;
    std::vector<State> saved_;
    std::optional<Rect> path_;
};

bool absent(QPDFObjectHandle dict, const char* key) { return dict.getKey(key).isNull(); }

/// Three components or one, without a table or a transform that would change their values.
bool plain_colours(QPDFObjectHandle space) {
    if (space.isNameAndEquals("/DeviceRGB") || space.isNameAndEquals("/DeviceGray")) return true;
    if (!space.isArray() || space.getArrayNItems() != 2 || !space.getArrayItem(0).isNameAndEquals("/ICCBased"))
        return false;
    QPDFObjectHandle profile = space.getArrayItem(1);
    if (!profile.isStream()) return false;
    QPDFObjectHandle n = profile.getDict().getKey("/N");
    return n.isInteger() && (n.getIntValueAsInt() == 3 || n.getIntValueAsInt() == 1);
}

bool plain_jpeg(QPDFObjectHandle object) {
    if (!object.isStream()) return false;
    QPDFObjectHandle dict = object.getDict(), filter = dict.getKey("/Filter");
    if (filter.isArray() && filter.getArrayNItems() == 1) filter = filter.getArrayItem(0);
    for (const char* key : {"/SMask", "/Mask", "/ImageMask", "/Decode", "/DecodeParms", "/OC", "/F"})
        if (!absent(dict, key)) return false;
    QPDFObjectHandle bits = dict.getKey("/BitsPerComponent");
    return dict.getKey("/Subtype").isNameAndEquals("/Image") && filter.isNameAndEquals("/DCTDecode") &&
           bits.isInteger() && bits.getIntValueAsInt() == 8 && plain_colours(dict.getKey("/ColorSpace"));
}

/// Nothing but its content is drawn, and the content's colours are what they say.
bool plain_page(QPDF& pdf, QPDFObjectHandle page, QPDFObjectHandle resources) {
    QPDFObjectHandle annotations = page.getKey("/Annots");
    const bool annotated = annotations.isArray() && annotations.getArrayNItems() > 0;
    if (annotated || !absent(page, "/UserUnit") || !absent(pdf.getRoot(), "/OCProperties")) return false;
    QPDFObjectHandle spaces = resources.getKey("/ColorSpace");
    return !spaces.isDictionary() || (absent(spaces, "/DefaultRGB") && absent(spaces, "/DefaultGray"));
}

/// Opaque, unmasked, not blended: the entries of 8.4.5 that would change a picture's colours are absent or at their
/// defaults.
bool plain_state(QPDFObjectHandle state) {
    if (!state.isDictionary()) return false;
    for (const char* key : {"/ca", "/CA"}) {
        double alpha = 0;
        if (!absent(state, key) && (!state.getKey(key).getValueAsNumber(alpha) || alpha != 1)) return false;
    }
    QPDFObjectHandle mask = state.getKey("/SMask"), blend = state.getKey("/BM");
    for (const char* key : {"/TR", "/TR2", "/HT"})
        if (!absent(state, key)) return false;
    return (mask.isNull() || mask.isNameAndEquals("/None")) && (blend.isNull() || blend.isNameAndEquals("/Normal"));
}

/// Clockwise turn of a picture whose unit square the matrix lays on the page (y up); nothing where it is not a
/// quarter's multiple or mirrors.
std::optional<int> quarter_turn(const Transform& page_from_unit) {
    const double a = page_from_unit.m[0], c = page_from_unit.m[1], b = page_from_unit.m[3], d = page_from_unit.m[4];
    const double tiny = 1e-6 * (std::abs(a) + std::abs(b) + std::abs(c) + std::abs(d));
    const bool level = std::abs(b) <= tiny && std::abs(c) <= tiny, upright = std::abs(a) <= tiny && std::abs(d) <= tiny;
    if (level && a > 0 && d > 0) return 0;
    if (level && a < 0 && d < 0) return 180;
    if (upright && b > 0 && c < 0) return 270;
    if (upright && b < 0 && c > 0) return 90;
    return std::nullopt;
}

/// Whether a picture of so many pixels (as shown) lies on the crop box edge for edge, and no clip cuts into it.
bool fills(const OnePicture& shown, const Rect& crop, double width, double height) {
    const Rect box = bounding(shown.page_from_unit(quad_of(Rect{0, 0, 1, 1})));
    if (box.empty()) return false;
    const double across = width / box.w, down = height / box.h, edge = kEdge / std::min(across, down);
    const auto covers = [&](const Rect& r, double by) {
        return r.x <= crop.x + by && r.y <= crop.y + by && r.right() >= crop.right() - by &&
               r.bottom() >= crop.bottom() - by;
    };
    return std::abs(across / down - 1) <= kSameResolution && covers(box, edge) && std::abs(box.w - crop.w) <= edge &&
           std::abs(box.h - crop.h) <= edge &&
           std::all_of(shown.clips.begin(), shown.clips.end(), [&](const Rect& r) { return covers(r, kClip); });
}

}  // namespace

std::optional<PageScan> page_scan(QPDF& pdf, QPDFObjectHandle page, std::string_view content, const Rect& crop) {
    OnePicture shown;
    if (!shown.reads(content)) return std::nullopt;
    QPDFObjectHandle resources = QPDFPageObjectHelper(page).getAttribute("/Resources", false);
    if (!resources.isDictionary() || !plain_page(pdf, page, resources)) return std::nullopt;
    QPDFObjectHandle states = resources.getKey("/ExtGState");
    for (const std::string& state : shown.states)
        if (!states.isDictionary() || !plain_state(states.getKey("/" + state))) return std::nullopt;
    QPDFObjectHandle pictures = resources.getKey("/XObject");
    if (!pictures.isDictionary()) return std::nullopt;
    QPDFObjectHandle picture = pictures.getKey("/" + shown.name);
    const auto turn = quarter_turn(shown.page_from_unit);
    if (!turn || !plain_jpeg(picture)) return std::nullopt;
    double width = 0, height = 0;
    QPDFObjectHandle dict = picture.getDict();
    if (!dict.getKey("/Width").getValueAsNumber(width) || !dict.getKey("/Height").getValueAsNumber(height))
        return std::nullopt;
    const bool sideways = *turn % 180 != 0;
    if (!fills(shown, crop, sideways ? height : width, sideways ? width : height)) return std::nullopt;
    const auto bytes = picture.getRawStreamData();
    return PageScan{{bytes->getBuffer(), bytes->getBuffer() + bytes->getSize()},
                    static_cast<int>(width),
                    static_cast<int>(height),
                    *turn,
                    shown.hidden_text};
}

}  // namespace mangping::ingest
