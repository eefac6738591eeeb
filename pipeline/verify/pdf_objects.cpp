// qpdf 11 asks which kind of shared pointer its callers expect; 4 is the standard one, and silences the question.
#define POINTERHOLDER_TRANSITION 4

#include "pipeline/verify/pdf_objects.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <qpdf/Pipeline.hh>
#include <qpdf/Pl_Flate.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <set>
#include <stdexcept>
#include <string_view>

namespace mangping::verify {
namespace {

// A stream that unpacks to more is no text; what was unpacked so far is searched.
constexpr std::size_t most_unpacked = std::size_t{32} << 20U;
constexpr int deepest = 40;

struct Full : std::runtime_error {
    Full() : std::runtime_error("full") {}
};

/// Collects what a decoder gives, up to a limit.
class Collector : public Pipeline {
public:
    Collector() : Pipeline("collector", nullptr) {}
    void write(unsigned char const* data, std::size_t size) override {
        text.append(reinterpret_cast<const char*>(data), std::min(size, most_unpacked - text.size()));
        if (text.size() >= most_unpacked) throw Full();
    }
    void finish() override {}
    std::string text;
};

Bytes bytes_of(std::string_view text) { return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()}; }

std::string raw_of(QPDFObjectHandle& stream) {
    Collector out;
    try {
        stream.pipeStreamData(&out, 0, qpdf_dl_none, true, false);
    } catch (const std::exception&) {
        return std::move(out.text);
    }
    return std::move(out.text);
}

/// Unpacked where the filters allow it, else as stored; damaged streams give what came before the damage.
std::string unpacked(QPDFObjectHandle& stream) {
    Collector out;
    try {
        if (!stream.pipeStreamData(&out, 0, qpdf_dl_generalized, true, false)) return raw_of(stream);
    } catch (const std::exception&) {
        return out.text.empty() ? raw_of(stream) : std::move(out.text);
    }
    return out.text.empty() ? raw_of(stream) : std::move(out.text);
}

/// Bytes of the hexadecimal strings in a content stream, one a line.
std::string hex_strings(std::string_view content) {
    std::string out;
    for (std::size_t at = content.find('<'); at != std::string_view::npos; at = content.find('<', at + 1)) {
        int high = -1;
        std::string bytes;
        std::size_t i = at + 1;
        for (; i < content.size() && content[i] != '>'; ++i) {
            const char c = content[i];
            const int digit = c >= '0' && c <= '9'   ? c - '0'
                              : c >= 'a' && c <= 'f' ? c - 'a' + 10
                              : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                     : -1;
            if (digit < 0 && c != ' ' && c != '\n' && c != '\r') break;
            if (digit < 0) continue;
            if (high < 0)
                high = digit;
            else
                bytes.push_back(static_cast<char>(high * 16 + digit)), high = -1;
        }
        if (i < content.size() && content[i] == '>' && bytes.size() > 1) out += bytes + "\n\n";
    }
    return out;
}

/// Text of an object without following references: strings decoded and as bytes, names, keys.
struct Words {
    std::string decoded, raw;
    void take(QPDFObjectHandle object, int depth = 0) {
        if (depth > deepest) return;
        if (object.isString()) {
            decoded += object.getUTF8Value() + "\n";
            raw += object.getStringValue() + "\n\n";
        } else if (object.isName()) {
            decoded += object.getName() + "\n";
        } else if (object.isArray()) {
            for (QPDFObjectHandle item : object.getArrayAsVector())
                if (!item.isIndirect()) take(item, depth + 1);
        } else if (object.isDictionary() || object.isStream()) {
            QPDFObjectHandle dictionary = object.isStream() ? object.getDict() : object;
            for (const std::string& key : dictionary.getKeys()) {
                decoded += key + "\n";
                QPDFObjectHandle value = dictionary.getKey(key);
                if (!value.isIndirect()) take(value, depth + 1);
            }
        }
    }
};

std::string name_at(QPDFObjectHandle dictionary, const char* key) {
    QPDFObjectHandle value = dictionary.getKey(key);
    return value.isName() ? value.getName() : std::string();
}

class Survey {
public:
    Survey(QPDF& pdf, const Search& search) : pdf_(pdf), search_(search) {}

    PdfObjects run() {
        find_roles();
        for (QPDFObjectHandle& object : pdf_.getAllObjects()) look(object);
        Words trailer;
        trailer.take(pdf_.getTrailer());
        if (says(trailer)) leak("metadata");
        return std::move(out_);
    }

private:
    void find_roles() {
        QPDFObjectHandle info = pdf_.getTrailer().getKey("/Info");
        if (info.isIndirect()) info_ = info.getObjGen();
        const std::vector<QPDFObjectHandle>& pages = pdf_.getAllPages();
        out_.pages = static_cast<int>(pages.size());
        for (std::size_t i = 0; i < pages.size(); ++i) {
            std::set<QPDFObjGen> seen;
            QPDFObjectHandle page = pages[i];
            QPDFObjectHandle resources = page.getKey("/Resources");
            for (int up = 0; !resources.isDictionary() && up < deepest; ++up) {
                page = page.getKey("/Parent");
                if (!page.isDictionary()) break;
                resources = page.getKey("/Resources");
            }
            collect_pictures(resources, static_cast<int>(i), seen, 0);
        }
    }

    void collect_pictures(QPDFObjectHandle resources, int page, std::set<QPDFObjGen>& seen, int depth) {
        if (depth > deepest || !resources.isDictionary()) return;
        QPDFObjectHandle objects = resources.getKey("/XObject");
        if (!objects.isDictionary()) return;
        for (const std::string& key : objects.getKeys()) {
            QPDFObjectHandle object = objects.getKey(key);
            if (!object.isStream() || !seen.insert(object.getObjGen()).second) continue;
            page_of_.emplace(object.getObjGen(), page);
            QPDFObjectHandle mask = object.getDict().getKey("/SMask");
            if (mask.isStream()) page_of_.emplace(mask.getObjGen(), page);
            collect_pictures(object.getDict().getKey("/Resources"), page, seen, depth + 1);
        }
    }

    [[nodiscard]] bool says(const Words& words) const {
        return speaks_text(words.decoded, search_) || speaks(bytes_of(words.raw), search_);
    }

    void leak(const char* where, double confidence = 1.0) { out_.leaks.push_back({{}, -1, where, {}, confidence}); }

    void look(QPDFObjectHandle& object) {
        Words words;
        words.take(object);
        if (says(words)) leak(role_of(object));
        if (object.isStream()) look_into(object);
    }

    const char* role_of(QPDFObjectHandle& object) {
        if (info_ && object.getObjGen() == *info_) return "metadata";
        if (!object.isDictionary() && !object.isStream()) return "metadata";
        QPDFObjectHandle d = object.isStream() ? object.getDict() : object;
        if (d.hasKey("/EF") || name_at(d, "/Type") == "/EmbeddedFile" || name_at(d, "/Type") == "/Filespec")
            return "attachment";
        if (d.hasKey("/Title") && (d.hasKey("/Parent") || d.hasKey("/Dest") || d.hasKey("/A"))) return "bookmark";
        if (d.hasKey("/Rect") && d.hasKey("/Subtype")) return "annotation";
        return "metadata";
    }

    void look_into(QPDFObjectHandle& stream) {
        QPDFObjectHandle d = stream.getDict();
        const std::string type = name_at(d, "/Type");
        if (name_at(d, "/Subtype") == "/Image") {
            look_at_picture(stream);
            return;
        }
        const std::string data = unpacked(stream);
        if (type == "/EmbeddedFile") {
            constexpr double unknown = 0.9;  // no released file carries another one
            leak("attachment", unknown);
            out_.attachments.push_back(data);
            return;
        }
        const bool content = type != "/Metadata" && type != "/XRef";
        if (speaks(bytes_of(data), search_) || (content && speaks(bytes_of(hex_strings(data)), search_)))
            leak(type == "/Metadata" ? "metadata" : "stream");
    }

    void look_at_picture(QPDFObjectHandle& stream) {
        const auto used = page_of_.find(stream.getObjGen());
        const int page = used == page_of_.end() ? -1 : used->second;
        std::string raw = raw_of(stream);
        if (raw.starts_with("\xFF\xD8")) {
            out_.pictures.push_back({page, std::move(raw)});
        } else if (page < 0) {
            constexpr double unknown = 0.9;  // a picture that no page shows and that cannot be looked at here
            leak("stream", unknown);
        }
    }

    QPDF& pdf_;
    const Search& search_;
    PdfObjects out_;
    std::optional<QPDFObjGen> info_;
    std::map<QPDFObjGen, int> page_of_;
};

}  // namespace

Result<PdfObjects> survey_objects(Bytes bytes, const Search& search) {
    try {
        QPDF pdf;
        pdf.setSuppressWarnings(true);
        pdf.processMemoryFile("released", reinterpret_cast<const char*>(bytes.data()), bytes.size());
        if (pdf.isEncrypted()) return Fault{FaultKind::unsupported, "pdf_encrypted", {}};
        return Survey(pdf, search).run();
    } catch (const QPDFExc& e) {
        if (e.getErrorCode() == qpdf_e_password) return Fault{FaultKind::unsupported, "pdf_encrypted", {}};
        return Fault{FaultKind::unreadable, "pdf_broken", {}};
    } catch (const std::exception&) {
        return Fault{FaultKind::unreadable, "pdf_broken", {}};
    }
}

bool loose_streams_speak(Bytes pdf, const Search& search) {
    const std::string_view text(reinterpret_cast<const char*>(pdf.data()), pdf.size());
    for (std::size_t at = text.find("stream"); at != std::string_view::npos; at = text.find("stream", at + 6)) {
        if (at >= 3 && text.substr(at - 3, 3) == "end") continue;
        std::size_t begin = at + 6;
        if (begin < text.size() && text[begin] == '\r') ++begin;
        if (begin < text.size() && text[begin] == '\n') ++begin;
        const std::size_t end = std::min(text.find("endstream", begin), text.size());
        const std::string_view data = text.substr(begin, end - begin);
        if (data.starts_with("\xFF\xD8")) continue;
        Collector out;
        try {
            Pl_Flate inflate("inflate", &out, Pl_Flate::a_inflate);
            inflate.write(reinterpret_cast<const unsigned char*>(data.data()), data.size());
            inflate.finish();
        } catch (const std::exception&) {  // not deflated, or cut short: what came out is searched, else the bytes
                                           // themselves
            if (out.text.empty()) out.text = std::string(data);
        }
        if (speaks(bytes_of(out.text), search) || speaks(bytes_of(hex_strings(out.text)), search)) return true;
    }
    return false;
}

}  // namespace mangping::verify
