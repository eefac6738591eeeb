#include "pipeline/report/strokes.hpp"

#include <array>
#include <cctype>
#include <cmath>
#include <cstdlib>

namespace mangping::report {
namespace {

// A grid 4 wide and 6 high, y down; two digits a point, a space between points, '|' lifts the pen.
struct Shape {
    char letter;
    std::string_view lines;
};
constexpr std::array shapes{
    Shape{'0', "10 30 41 45 36 16 05 01 10"},
    Shape{'1', "11 20 26|16 36"},
    Shape{'2', "01 10 30 41 42 06 46"},
    Shape{'3', "01 10 30 41 42 33 23|33 44 45 36 16 05"},
    Shape{'4', "36 30 04 44"},
    Shape{'5', "40 00 03 33 44 45 36 16 05"},
    Shape{'6', "40 20 02 05 16 36 45 44 33 03"},
    Shape{'7', "00 40 16"},
    Shape{'8', "13 02 01 10 30 41 42 33 13 04 05 16 36 45 44 33"},
    Shape{'9', "06 26 44 41 30 10 01 02 13 43"},
    Shape{'A', "06 02 20 42 46|04 44"},
    Shape{'B', "00 06 36 45 44 33 03|33 42 41 30 00"},
    Shape{'C', "41 30 10 01 05 16 36 45"},
    Shape{'D', "00 06 26 44 42 20 00"},
    Shape{'E', "40 00 06 46|03 33"},
    Shape{'F', "40 00 06|03 33"},
    Shape{'G', "41 30 10 01 05 16 36 45 43 23"},
    Shape{'H', "00 06|40 46|03 43"},
    Shape{'I', "10 30|20 26|16 36"},
    Shape{'J', "30 35 26 16 05"},
    Shape{'K', "00 06|40 03 46"},
    Shape{'L', "00 06 46"},
    Shape{'M', "06 00 23 40 46"},
    Shape{'N', "06 00 46 40"},
    Shape{'O', "10 30 41 45 36 16 05 01 10"},
    Shape{'P', "06 00 30 41 42 33 03"},
    Shape{'Q', "10 30 41 45 36 16 05 01 10|24 46"},
    Shape{'R', "06 00 30 41 42 33 03|23 46"},
    Shape{'S', "41 30 10 01 02 13 33 44 45 36 16 05"},
    Shape{'T', "00 40|20 26"},
    Shape{'U', "00 05 16 36 45 40"},
    Shape{'V', "00 26 40"},
    Shape{'W', "00 16 23 36 40"},
    Shape{'X', "00 46|40 06"},
    Shape{'Y', "00 23 40|23 26"},
    Shape{'Z', "00 40 06 46"},
    Shape{'-', "13 33"},
    Shape{'/', "06 40"},
};
constexpr double kRows = 6, kAdvance = 5.6;

std::string_view lines_of(char letter) {
    const char upper = static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
    for (const Shape& shape : shapes)
        if (shape.letter == upper) return shape.lines;
    return {};
}

}  // namespace

std::string pdf_number(double value) {
    const long long scaled = std::llround(std::abs(value) * 10'000);
    std::string whole = std::to_string(scaled / 10'000), part = std::to_string(scaled % 10'000);
    part.insert(0, 4 - part.size(), '0');
    while (!part.empty() && part.back() == '0') part.pop_back();
    return (value < 0 && scaled > 0 ? "-" : "") + whole + (part.empty() ? "" : "." + part);
}

std::string stroked(std::string_view ascii, double x, double y, double height) {
    const double unit = height / kRows;
    std::string out;
    for (const char letter : ascii) {
        bool down = false;
        const std::string_view lines = lines_of(letter);
        for (std::size_t i = 0; i + 1 < lines.size(); i += 3) {
            out +=
                pdf_number(x + (lines[i] - '0') * unit) + " " + pdf_number(y + (kRows - (lines[i + 1] - '0')) * unit);
            out += down ? " l\n" : " m\n";
            down = i + 2 < lines.size() && lines[i + 2] != '|';
        }
        if (!lines.empty()) out += "S\n";
        x += kAdvance * unit;
    }
    return out;
}

double stroked_width(std::string_view ascii, double height) {
    return ascii.empty() ? 0 : (kAdvance * double(ascii.size()) - (kAdvance - 4)) * height / kRows;
}

}  // namespace mangping::report
