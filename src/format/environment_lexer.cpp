#include "format/environment_lexer.hpp"

#include <algorithm>

namespace postern::format {

namespace {

constexpr std::string_view kBlanks = " \t\r";
constexpr std::string_view kEscaped = "\\\"$`";

class EnvironmentLexer {
public:
    EnvironmentLexer(std::string_view text, std::size_t end, PlacedText& word, const OptionLexing& lexing)
        : text_(text.substr(0, end)), word_(word), lexing_(lexing) {}

    // Says where the next line begins.
    std::size_t read_line(std::size_t at) {
        const std::size_t end = std::min(text_.find('\n', at), text_.size());
        at = std::min(text_.find_first_not_of(kBlanks, at), end);
        if (at < end && (text_[at] == '#' || text_[at] == ';')) {
            lexing_.comment(at + 1, end);
        } else if (const std::size_t name = assignment_length(text_.substr(at, end - at)); name > 0) {
            read_assignment(at, at + name, content_end(at + name, end));
        }
        return std::min(end + 1, text_.size());
    }

private:
    std::size_t content_end(std::size_t begin, std::size_t end) const {
        while (end > begin && kBlanks.find(text_[end - 1]) != std::string_view::npos) {
            --end;
        }
        return end;
    }

    void read_assignment(std::size_t begin, std::size_t value, std::size_t end) {
        word_.start(begin);
        for (std::size_t at = begin; at < value; ++at) {
            word_.add(text_[at], at, at + 1);
        }
        const char quote = value < end ? text_[value] : '\0';
        const bool quoted = (quote == '"' || quote == '\'') && end - value >= 2 && text_[end - 1] == quote;
        if (quoted) {
            word_.start_region(quote == '"' ? Quoting::double_quotes : Quoting::single_quotes);
        }
        read_value(quoted ? value + 1 : value, quoted ? end - 1 : end, quoted && quote == '"');
        word_.finish(end);
        lexing_.word({word_, false});
    }

    void read_value(std::size_t at, std::size_t end, bool escapes) {
        while (at < end) {
            const bool escaped = escapes && text_[at] == '\\' && at + 1 < end &&
                                 kEscaped.find(text_[at + 1]) != std::string_view::npos;
            const std::size_t length = escaped ? 2 : 1;
            word_.add(text_[at + length - 1], at, at + length);
            at += length;
        }
    }

    std::string_view text_;
    PlacedText& word_;
    const OptionLexing& lexing_;
};

}  // namespace

bool lex_environment(std::string_view text, std::size_t begin, std::size_t end, PlacedText& scratch,
                     const OptionLexing& lexing) {
    EnvironmentLexer lexer(text, end, scratch, lexing);
    while (begin < end) {
        begin = lexer.read_line(begin);
    }
    return true;
}

}  // namespace postern::format
