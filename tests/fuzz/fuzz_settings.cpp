// Any bytes, read as properties, as a log and as options of a JVM in each syntax: nothing crashes, what goes
// out is what came in, and an option that goes leaves the others as they are.
#include <cstdint>
#include <optional>
#include <set>
#include <string>

#include "base/text.hpp"
#include "format/batch_lexer.hpp"
#include "format/environment_lexer.hpp"
#include "format/jvm_options.hpp"
#include "format/shell_lexer.hpp"
#include "format/systemd_lexer.hpp"
#include "source/jira_log_source.hpp"
#include "source/jvm_options_source.hpp"
#include "source/properties_source.hpp"
#include "support/collecting_sink.hpp"
#include "support/fuzz_rewriting.hpp"
#include "support/option_words.hpp"

namespace {

using namespace postern;

struct Result {
    test::CollectingSink sink;
    std::string output;
};

template <typename Reader>
Result read(const std::string& input, std::size_t piece, std::optional<Edit> edit = std::nullopt) {
    test::MemorySource bytes(input, piece);
    test::MemorySink output;
    base::ByteWindow window(bytes, &output, 64);
    Result result;
    result.sink.edit = std::move(edit);
    Reader(window).read(result.sink);
    window.flush();
    result.output = std::move(output.text);
    return result;
}

// Names and values of what is in effect.
std::multiset<std::string> settings(const Result& result) {
    std::multiset<std::string> all;
    for (const auto& record : result.sink.records) {
        for (const auto& field : record.fields) {
            if (!record.commented_out && !field.name.starts_with(kFactPrefix)) {
                all.insert(field.name + '=' + field.value.value_or(""));
            }
        }
    }
    return all;
}

template <typename Reader>
Result check_reader(const std::string& input, std::size_t piece) {
    Result whole = read<Reader>(input, 1U << 20);
    const Result pieces = read<Reader>(input, piece);
    test::require(whole.output == input && pieces.output == input);
    test::require(whole.sink.records.size() == pieces.sink.records.size() &&
                  whole.sink.skips.size() == pieces.sink.skips.size());
    for (const auto& record : whole.sink.records) {
        for (const auto& field : record.fields) {
            test::require(field.bytes.begin <= field.bytes.end && field.bytes.end <= input.size());
        }
    }
    return whole;
}

// What goes takes nothing else along.
template <typename Reader>
void check_removal(const std::string& input, std::size_t piece) {
    const Result before = check_reader<Reader>(input, piece);
    // Which encoding it is may be told by the very line that goes.
    if (!base::is_valid_utf8(input) || !before.sink.skips.empty() || before.sink.records.empty() ||
        before.sink.records[0].commented_out) {
        return;
    }
    const auto& fields = before.sink.records[0].fields;
    const std::size_t field = piece % fields.size();
    if (fields[field].name.starts_with(kFactPrefix)) {
        return;
    }
    const Result after =
        read<Reader>(read<Reader>(input, piece, Edit{field, {}, std::nullopt}).output, piece);
    auto kept = settings(before);
    kept.erase(kept.find(fields[field].name + '=' + fields[field].value.value_or("")));
    test::require(settings(after) == kept);
}

template <typename Lex>
void check_lexer(Lex lex, const std::string& input) {
    for (const std::string& word : test::lexed(lex, input).words) {
        test::require(word != "(misplaced)");
    }
}

void check_options(const std::string& input, format::OptionSyntax syntax) {
    const format::JvmOptions options(input, syntax);
    std::uint64_t line = 1;
    for (const format::JvmOption& option : options.options()) {
        test::require(option.whole.begin <= option.bytes.begin && option.bytes.end <= option.whole.end);
        test::require(option.whole.end <= input.size() && option.behind.at <= input.size() &&
                      option.line >= line);
        line = option.line;
        (void)format::quoted_option("a b", option.place);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    const std::size_t piece = data[0] + std::size_t{1};
    const std::string input(reinterpret_cast<const char*>(data) + 1, size - 1);
    check_removal<source::PropertiesSource>(input, piece);
    check_reader<source::JiraLogSource>(input, piece);
    check_removal<source::JvmOptionsSource>(input, piece);
    check_lexer(format::lex_shell, input);
    check_lexer(format::lex_batch, input);
    check_lexer(format::lex_systemd, input);
    check_lexer(format::lex_environment, input);
    for (const auto syntax : {format::OptionSyntax::shell, format::OptionSyntax::batch,
                              format::OptionSyntax::systemd, format::OptionSyntax::environment}) {
        check_options(input, syntax);
    }
    return 0;
}
