#include "ocr/lstm/traineddata.hpp"

#include <array>
#include <cstring>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <string_view>

namespace mangping::ocr::lstm {
namespace {

// Numbers of the parts that a file lists (Tesseract's TessdataType).
constexpr std::size_t kNetworkPart = 17, kCharactersPart = 21, kSpellingPart = 22;
constexpr std::uint8_t kIntegers = 1, kDoubles = 128;  // how a matrix is stored
constexpr std::int32_t kOwnRates = 64;                 // a list of layers carries a learning rate each
// Nothing in these files is larger; what claims to be is broken.
constexpr std::uint32_t kMost = 1U << 24;
constexpr float kInputScale = 127;  // an input of 1 is the integer 127

struct Unknown : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Reads little-endian values; throws std::out_of_range past the end.
class Reader {
public:
    explicit Reader(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

    template <class T>
    T next() {
        T out;
        std::memcpy(&out, take(sizeof(T)).data(), sizeof(T));
        return out;
    }
    std::uint32_t count() {
        const auto n = next<std::uint32_t>();
        if (n > kMost) throw std::out_of_range("count");
        return n;
    }
    std::string text() {
        const auto part = take(count());
        return {part.begin(), part.end()};
    }
    std::span<const std::uint8_t> take(std::size_t n) {
        if (n > bytes_.size() - at_) throw std::out_of_range("end of file");
        at_ += n;
        return bytes_.subspan(at_ - n, n);
    }

private:
    std::span<const std::uint8_t> bytes_;
    std::size_t at_ = 0;
};

struct Layer {
    std::string type;
    std::int32_t flags = 0, inputs = 0, outputs = 0;
};

Layer header(Reader& in) {
    Layer out;
    if (in.next<std::int8_t>() != 0) throw Unknown("layer by number");
    out.type = in.text();
    in.next<std::int8_t>();  // of training only
    in.next<std::int8_t>();
    out.flags = in.next<std::int32_t>();
    out.inputs = in.next<std::int32_t>();
    out.outputs = in.next<std::int32_t>();
    in.next<std::int32_t>();  // number of weights
    in.text();                // name
    return out;
}

Layer expect(Reader& in, std::string_view type) {
    Layer layer = header(in);
    if (layer.type != type) throw Unknown("layer " + layer.type);
    return layer;
}

Matrix matrix(Reader& in) {
    const auto mode = in.next<std::uint8_t>();
    if ((mode & kIntegers) == 0 || (mode & kDoubles) == 0) throw Unknown("weights are no integers");
    Matrix out;
    const std::uint32_t rows = in.count(), columns = in.count();
    if (rows == 0 || columns < 2) throw std::out_of_range("matrix");
    in.next<std::int8_t>();
    out.rows = static_cast<int>(rows);
    out.columns = static_cast<int>(columns) - 1;
    for (std::uint32_t r = 0; r < rows; ++r) {
        const auto row = in.take(columns);
        for (std::uint32_t c = 0; c + 1 < columns; ++c) out.weights.push_back(static_cast<std::int8_t>(row[c]));
        out.bias.push_back(static_cast<std::int8_t>(row[columns - 1]));
    }
    const std::uint32_t scales = in.count();
    if (scales < rows) throw std::out_of_range("scales");
    for (std::uint32_t i = 0; i < scales; ++i) {
        const auto scale = in.next<double>();
        if (i < rows) out.scale.push_back(static_cast<float>(scale) / kInputScale);
    }
    return out;
}

LstmWeights lstm(Reader& in, std::string_view type) {
    const Layer layer = expect(in, type);
    LstmWeights out;
    const auto all = in.next<std::int32_t>();
    for (Matrix& gate : out.gates) {
        gate = matrix(in);
        if (gate.columns != all || gate.rows != layer.outputs) throw Unknown("two-dimensional LSTM");
    }
    out.inputs = layer.inputs;
    out.cells = layer.outputs;
    if (out.inputs + out.cells != all) throw Unknown("two-dimensional LSTM");
    return out;
}

/// Opens a list of layers and holds it to its length.
Layer list(Reader& in, std::string_view type, std::uint32_t length) {
    const Layer layer = expect(in, type);
    if (in.count() != length) throw Unknown("layers of " + layer.type);
    return layer;
}

void end_of(Reader& in, const Layer& layer) {
    if ((layer.flags & kOwnRates) != 0) in.take(sizeof(float) * in.count());
}

void network(Reader& in, Model& out) {
    const Layer whole = list(in, "Series", 8);
    expect(in, "Input");
    std::array<std::int32_t, 5> shape{};  // batch, height, width, depth, loss
    for (auto& s : shape) s = in.next<std::int32_t>();
    out.height = shape[1];
    if (out.height <= 0 || out.height > 256 || shape[3] != 1) throw Unknown("input");
    const Layer convolution = list(in, "Series", 2);
    expect(in, "Convolve");
    if (in.next<std::int32_t>() != 1 || in.next<std::int32_t>() != 1) throw Unknown("convolution");
    expect(in, "Tanh");
    out.convolution = matrix(in);
    end_of(in, convolution);
    expect(in, "Maxpool");
    out.pool = in.next<std::int32_t>();
    if (out.pool < 1 || in.next<std::int32_t>() != out.pool || out.height % out.pool != 0) throw Unknown("pool");
    const Layer turned = list(in, "XYTranspose", 1);
    out.column = lstm(in, "SummLSTM");
    end_of(in, turned);
    out.forward = lstm(in, "LSTM");
    const Layer reversed = list(in, "RTLReversed", 1);
    out.backward = lstm(in, "LSTM");
    end_of(in, reversed);
    out.last = lstm(in, "LSTM");
    expect(in, "Softmax");
    out.output = matrix(in);
    end_of(in, whole);
    in.text();  // the network's description
    for (int i = 0; i < 3; ++i) in.next<std::int32_t>();
    out.blank = in.next<std::int32_t>();
    const bool fits = out.convolution.columns == 9 && out.column.inputs == out.convolution.rows &&
                      out.forward.inputs == out.column.cells && out.backward.inputs == out.forward.cells &&
                      out.last.inputs == out.backward.cells && out.output.columns == out.last.cells && out.blank >= 0 &&
                      out.blank < out.output.rows;
    if (!fits) throw std::out_of_range("layers do not fit");
}

void characters(std::span<const std::uint8_t> part, Model& out) {
    std::istringstream in(std::string(part.begin(), part.end()));
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line) && !line.empty()) out.characters.push_back(line.substr(0, line.find(' ')));
    // The first three are the space and two marks that no text holds.
    constexpr std::size_t no_text = 3;
    if (out.characters.size() <= no_text) throw std::out_of_range("characters");
    out.characters[0] = " ";
    out.characters[1] = out.characters[2] = "";
}

void spelling(Reader in, Model& out) {
    const std::uint32_t count = in.count();
    for (std::uint32_t i = 0; i < count; ++i) {
        in.next<std::int8_t>();
        std::vector<int> codes(in.count());
        for (int& code : codes) {
            code = in.next<std::int32_t>();
            if (code < 0 || code >= out.output.rows) throw std::out_of_range("code");
        }
        const bool is_text = i < out.characters.size() && !out.characters[i].empty();
        out.spelling.push_back(is_text ? std::move(codes) : std::vector<int>{});
    }
    out.spelling.resize(out.characters.size());
}

}  // namespace

Result<Model> parse_model(std::span<const std::uint8_t> file) {
    try {
        Reader in(file);
        std::vector<std::int64_t> starts(in.count());
        for (auto& start : starts) start = in.next<std::int64_t>();
        const auto part = [&](std::size_t number) {
            if (number >= starts.size() || starts[number] < 0) throw Unknown("no line network");
            auto end = static_cast<std::int64_t>(file.size());
            for (const auto start : starts)
                if (start > starts[number]) end = std::min(end, start);
            if (starts[number] > end) throw std::out_of_range("part");
            return file.subspan(static_cast<std::size_t>(starts[number]),
                                static_cast<std::size_t>(end - starts[number]));
        };
        Model out;
        Reader layers(part(kNetworkPart));
        network(layers, out);
        characters(part(kCharactersPart), out);
        spelling(Reader(part(kSpellingPart)), out);
        return out;
    } catch (const Unknown& e) {
        return Fault{FaultKind::unsupported, "reader_model_unknown", e.what()};
    } catch (const std::exception& e) {
        return Fault{FaultKind::unreadable, "reader_model_broken", e.what()};
    }
}

Result<Model> load_model(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return Fault{FaultKind::internal, "reader_model_missing", {}};
    const std::vector<std::uint8_t> bytes{std::istreambuf_iterator<char>(in), {}};
    return parse_model(bytes);
}

}  // namespace mangping::ocr::lstm
