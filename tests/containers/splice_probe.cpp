// Changes a text within a gzip file or deflate data, at places that a list names.
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "compression/splicing_decoder.hpp"
#include "postern/error.hpp"
#include "support/memory_stream.hpp"
#include "support/splicing_layer.hpp"

namespace {

using namespace postern;

struct Edit {
    std::uint64_t at = 0;
    std::uint64_t count = 0;
    std::string text;
};

std::string read_file(const char* path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

// Each line an offset in the old text, how many bytes go, and the text for them in hexadecimal, or "-".
std::vector<Edit> read_edits(const char* path) {
    std::ifstream file(path);
    std::vector<Edit> edits;
    Edit edit;
    std::string digits;
    while (file >> edit.at >> edit.count >> digits) {
        edit.text.clear();
        for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
            edit.text.push_back(static_cast<char>(std::stoi(digits.substr(i, 2), nullptr, 16)));
        }
        edits.push_back(edit);
    }
    return edits;
}

void change(base::ByteWindow& text, const std::vector<Edit>& edits) {
    for (const Edit& edit : edits) {
        text.pass(edit.at - text.offset());
        while (text.bytes().size() < edit.count && text.more()) {
        }
        text.replace(edit.count, edit.text);
    }
    do {
        text.consume(text.bytes().size());
    } while (text.more());
    text.flush();
}

}  // namespace

// splice_probe gzip|deflate FILE EDITS REACH WINDOW PIECE > OUT: 1 when it refuses.
int main(int count, char** words) {
    if (count != 7) {
        return 2;
    }
    const std::string input = read_file(words[2]);
    test::MemorySource source(input, std::stoul(words[6]));
    test::MemorySink sink;
    base::ByteWindow window(source, &sink, std::stoul(words[5]));
    compression::ExpansionGuard guard(window);
    try {
        window.more();
        const bool gzip = words[1] == std::string("gzip");
        compression::SplicingDecoder decoder(
            gzip ? compression::DeflateWrapper::gzip : compression::DeflateWrapper::none, window, guard,
            std::stoul(words[4]));
        decoder.begin();
        {
            test::SplicingLayer layer(decoder);
            base::ByteWindow text(decoder, &layer, std::stoul(words[5]));
            change(text, read_edits(words[3]));
        }
        decoder.finish();
        do {
            window.consume(window.bytes().size());
        } while (window.more());
        window.flush();
    } catch (const Error& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    } catch (const base::DamagedInput& damage) {
        std::fprintf(stderr, "damaged: %s\n", damage.what());
        return 1;
    }
    std::fwrite(sink.text.data(), 1, sink.text.size(), stdout);
    return 0;
}
