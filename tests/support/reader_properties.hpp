// What must hold for every reader: rewriting with no edits gives the identical bytes, and editing
// one field changes exactly that field's bytes. Tried with the input cut into small pieces.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/byte_window.hpp"
#include "catch.hpp"
#include "postern/source.hpp"
#include "support/collecting_sink.hpp"
#include "support/memory_stream.hpp"

namespace postern::test {

using MakeSource = std::function<std::unique_ptr<Source>(base::ByteWindow&)>;

struct ReadResult {
    std::vector<OwnedRecord> records;
    std::vector<Skip> skips;
    std::string output;
};

inline ReadResult read_all(const MakeSource& make, const std::string& input,
                           CollectingSink sink = CollectingSink(), std::size_t piece = 4096,
                           std::size_t window_size = 64) {
    MemorySource bytes(input, piece);
    MemorySink output;
    base::ByteWindow window(bytes, &output, window_size);
    make(window)->read(sink);
    window.flush();
    return {std::move(sink.records), std::move(sink.skips), std::move(output.text)};
}

inline std::vector<std::optional<std::string>> awkward_values() {
    std::string every_byte;
    for (int c = 1; c < 128; ++c) {
        if (c >= 0x20 || c == '\t' || c == '\n' || c == '\r') {
            every_byte += static_cast<char>(c);
        }
    }
    return {std::nullopt,
            "",
            "x",
            "localhost",
            std::string(300, 'y'),
            every_byte,
            "\\.",
            "\\N",
            "it's \"quoted\"",
            "tail\\",
            "]]>&lt;<a b='c'/>",
            "NULL",
            "\xC3\xA9\xE6\xBC\xA2",
            " spaces "};
}

// `tolerance`: how many bytes before and behind the field's bytes may change as well when the value
// becomes NULL (an XML attribute goes with its name). `not_null`: columns of that name may become '' then.
inline void check_reader_properties(const MakeSource& make, const std::string& input,
                                    const CollectingSink& wanted, std::size_t tolerance = 0,
                                    std::string_view not_null = {}) {
    const ReadResult original = read_all(make, input, wanted);
    REQUIRE(!original.records.empty());
    for (const std::size_t piece : {1U, 7U, 64U, 100000U}) {
        const ReadResult again = read_all(make, input, wanted, piece);
        CHECK(again.output == input);
        CHECK(again.records.size() == original.records.size());
        CHECK(again.skips.size() == original.skips.size());
    }
    for (std::size_t r = 0; r < original.records.size(); ++r) {
        for (std::size_t f = 0; f < original.records[r].fields.size(); ++f) {
            const OwnedField& field = original.records[r].fields[f];
            for (const auto& value : awkward_values()) {
                CAPTURE(r, field.name, value.has_value() ? *value : "(null)");
                CollectingSink editing = wanted;
                editing.edit = Edit{f, "", value};
                editing.edit_record = r;
                const std::string output = read_all(make, input, editing, 50).output;
                const std::size_t slack = value ? 0 : tolerance;
                const std::size_t head = field.bytes.begin > slack ? field.bytes.begin - slack : 0;
                const std::size_t tail =
                    input.size() - std::min<std::size_t>(input.size(), field.bytes.end + slack);
                REQUIRE(output.size() >= head + tail);
                CHECK(output.substr(0, head) == input.substr(0, head));
                CHECK(output.substr(output.size() - tail) == input.substr(input.size() - tail));
                const ReadResult reread = read_all(make, output, wanted);
                REQUIRE(reread.records.size() == original.records.size());
                CHECK(reread.skips.size() == original.skips.size());
                for (std::size_t other = 0; other < original.records.size(); ++other) {
                    for (const OwnedField& expected : original.records[other].fields) {
                        const bool edited = other == r && expected.name == field.name;
                        const auto now = reread.records[other].value(expected.name);
                        const bool emptied = edited && !value && expected.name == not_null && now == "";
                        CHECK((emptied || now == (edited ? value : expected.value)));
                    }
                }
            }
        }
    }
}

}  // namespace postern::test
