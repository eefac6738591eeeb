// Files with and without planted leaks, and attackers like those of the pipeline.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "models/raster.hpp"
#include "models/targets.hpp"
#include "pipeline/verify/verify.hpp"
#include "tests/support/synthetic/sheet.hpp"

namespace mangping::planted {

using File = std::vector<std::uint8_t>;

inline constexpr const char* name = "林知远";
inline constexpr const char* employer = "疆南市云岭规划设计研究院";

/// Of the applicant above.
const Targets& targets();

/// A quarter of an A4 sheet at 150 dpi on which `draw` draws; nothing on it names the applicant unless `draw` does.
Raster sheet(const std::function<void(synthetic::Sheet&)>& draw);
/// A few lines of a report that name nobody.
void prose(synthetic::Sheet& on);
/// `text` in print of 14 pt at (x, y) mm.
void print(synthetic::Sheet& on, double x, double y, const std::string& text);

File jpeg(const Raster& picture, int quality = 88);

/// A pdf written by hand, object by object; object 1 is the catalog, 2 the page tree, 3 the page.
class Pdf {
public:
    /// One page that shows `picture` as a jpeg.
    explicit Pdf(const Raster& picture);
    /// Number of the new object. `stream` empty: no stream.
    int add(const std::string& dictionary, const std::string& stream = {});
    void replace(int number, const std::string& dictionary);
    void catalog(const std::string& more);  // entries for the catalog, as "/Outlines 7 0 R"
    void page(const std::string& more);
    void trailer(const std::string& more);
    /// What the page draws after its picture.
    void draw(const std::string& operators);
    [[nodiscard]] File file() const;
    /// `file()` with `number` replaced in an incremental update.
    [[nodiscard]] File updated(int number, const std::string& dictionary, const std::string& stream = {}) const;

private:
    struct Object {
        std::string dictionary, stream;
    };
    std::vector<Object> objects_;
    std::string catalog_, page_, trailer_, operators_;
};

/// Text as a pdf string in UTF-16 with its mark.
std::string utf16_string(const std::string& utf8);

/// A pdf that cairo writes: `text` with its text layer, on which `over` draws (points).
File text_pdf(const std::string& text, const std::function<void(cairo_t*)>& over);

/// Search only.
verify::Attackers by_structure();
/// Search, and Tesseract with the spotting room for the pixels.
verify::Attackers by_reading();

/// Names of the leaks' places, sorted, each once, joined by ' '.
std::string places(const Result<std::vector<verify::Leak>>& leaks);

}  // namespace mangping::planted
