// Any text: main.cf, master.cf and tables are read to their end, places lie in the text, references end
// somewhere, and the reader passes on every byte and says the same whatever the pieces.
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include "base/byte_window.hpp"
#include "format/ip_network.hpp"
#include "format/postfix_expansion.hpp"
#include "format/postfix_lines.hpp"
#include "format/postfix_main_cf.hpp"
#include "format/postfix_master_cf.hpp"
#include "format/postfix_table.hpp"
#include "source/postfix_config_source.hpp"
#include "support/collecting_sink.hpp"
#include "support/memory_stream.hpp"

using namespace postern;

namespace {

void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

void check_places(std::string_view text) {
    for (const format::PostfixLine& line : format::postfix_lines(text)) {
        for (std::size_t at = 0; at < line.text.size(); ++at) {
            require(text[line.place(at)] == line.text[at]);
        }
    }
    for (const format::PostfixParameter& parameter : format::parse_main_cf(text).parameters) {
        require(parameter.bytes.begin <= parameter.bytes.end && parameter.bytes.end <= text.size());
        require(parameter.value.empty() || text[parameter.bytes.begin] == parameter.value.front());
    }
}

void check_words(std::string_view text) {
    for (const std::string_view word : format::postfix_words(text)) {
        require(!word.empty());
        format::reach_of_network(word);
        format::is_loopback_host(word);
        format::reach_of_pattern(word);
    }
    format::parse_master_cf(text);
    format::parse_keyed_table(text);
    format::parse_pattern_table(text);
    format::parse_inline_table(text);
}

void check_expansion(std::string_view text) {
    const format::PostfixMainCf main = format::parse_main_cf(text);
    format::expand_postfix(text, [&](std::string_view name) -> std::optional<std::string> {
        for (const format::PostfixParameter& parameter : main.parameters) {
            if (parameter.name == name) {
                return parameter.value;
            }
        }
        return std::nullopt;
    });
}

std::vector<test::OwnedRecord> read(const std::string& text, std::size_t piece) {
    test::MemorySource input(text, piece);
    test::MemorySink output;
    base::ByteWindow window(input, &output, 64);
    test::CollectingSink sink;
    source::PostfixConfigSource(window, std::nullopt).read(sink);
    window.flush();
    require(output.text == text);
    return std::move(sink.records);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    check_places(text);
    check_words(text);
    check_expansion(text);
    const auto whole = read(text, 1U << 20);
    const auto pieces = read(text, 1);
    require(whole.size() == 1 && pieces.size() == 1 && whole[0].fields.size() == pieces[0].fields.size());
    for (std::size_t i = 0; i < whole[0].fields.size(); ++i) {
        require(whole[0].fields[i].value == pieces[0].fields[i].value);
    }
    return 0;
}
