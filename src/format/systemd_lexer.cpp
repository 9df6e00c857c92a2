#include "format/systemd_lexer.hpp"

#include <algorithm>
#include <charconv>
#include <string>

#include "base/text.hpp"

namespace postern::format {

namespace {

constexpr std::string_view kBlanks = " \t\r";

bool is_blank(char c) {
    return kBlanks.find(c) != std::string_view::npos;
}

bool is_name_character(char c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

class SystemdLexer {
public:
    SystemdLexer(std::string_view text, std::size_t begin, std::size_t end, PlacedText& word,
                 const OptionLexing& lexing)
        : text_(text.substr(0, end)), at_(begin), word_(word), lexing_(lexing) {}

    bool lex() {
        while (at_ < text_.size()) {
            read_line();
        }
        return closed_;
    }

private:
    std::size_t line_end(std::size_t at) const { return std::min(text_.find('\n', at), text_.size()); }

    bool is_line_end(std::size_t at) const {
        return at >= text_.size() || text_[at] == '\n' || text_.substr(at, 2) == "\r\n";
    }

    void skip_blanks() {
        while (at_ < text_.size() && is_blank(text_[at_])) {
            ++at_;
        }
    }

    // Also between the lines of a setting that goes on.
    bool skip_comment() {
        const std::size_t first = text_.find_first_not_of(kBlanks, at_);
        if (first == std::string_view::npos || (text_[first] != '#' && text_[first] != ';')) {
            return false;
        }
        const std::size_t end = line_end(first);
        lexing_.comment(first + 1, end);
        at_ = std::min(end + 1, text_.size());
        return true;
    }

    void read_line() {
        if (skip_comment()) {
            return;
        }
        skip_blanks();
        const std::size_t equals = text_.substr(0, line_end(at_)).find('=', at_);
        std::string_view key = text_.substr(at_, std::min(equals, line_end(at_)) - at_);
        key = key.substr(0, key.find_last_not_of(kBlanks) + 1);
        const bool environment = key == "Environment";
        if (equals == std::string_view::npos || (!environment && !key.starts_with("Exec"))) {
            skip_setting();
            return;
        }
        expands_ = !environment;
        at_ = equals + 1;
        read_words();
    }

    void skip_setting() {
        for (bool goes_on = true; goes_on && at_ < text_.size();) {
            const std::size_t end = line_end(at_);
            std::string_view line = text_.substr(at_, end - at_);
            line.remove_suffix(line.ends_with('\r') ? 1 : 0);
            goes_on = line.ends_with('\\');
            at_ = std::min(end + 1, text_.size());
        }
    }

    void read_words() {
        for (;;) {
            skip_blanks();
            if (is_line_end(at_)) {
                at_ = std::min(line_end(at_) + 1, text_.size());
                return;
            }
            if (continues()) {
                pass_continuation();
            } else {
                read_word();
            }
        }
    }

    bool continues() const { return text_[at_] == '\\' && at_ + 1 < text_.size() && is_line_end(at_ + 1); }

    void pass_continuation() {
        at_ = std::min(line_end(at_) + 1, text_.size());
        while (at_ < text_.size() && skip_comment()) {
        }
    }

    void read_word() {
        word_.start(at_);
        char quote = '\0';
        while (!is_line_end(at_) && (quote != '\0' || (!is_blank(text_[at_]) && !continues()))) {
            const char c = text_[at_];
            if (c == quote || (quote == '\0' && (c == '"' || c == '\''))) {
                quote = c == quote ? '\0' : c;
                word_.start_region(quote == '\0'  ? Quoting::none
                                   : quote == '"' ? Quoting::double_quotes
                                                  : Quoting::single_quotes);
                ++at_;
            } else {
                read_character();
            }
        }
        closed_ = closed_ && quote == '\0';
        word_.finish(at_);
        lexing_.word({word_, false});
    }

    void read_character() {
        const char c = text_[at_];
        const char next = is_line_end(at_ + 1) ? '\0' : text_[at_ + 1];
        if (continues()) {
            const std::size_t begin = at_;
            pass_continuation();
            word_.add(' ', begin, at_);
        } else if (c == '\\' && next != '\0') {
            read_escape(next);
        } else if (c == '%' && next == '%') {
            word_.add('%', at_, at_ + 2);
            at_ += 2;
        } else if (c == '%' && is_name_character(next)) {
            word_.add_opaque(text_, at_, at_ + 2);
            at_ += 2;
        } else if (c == '$' && expands_) {
            read_dollar(next);
        } else {
            word_.add(c, at_, at_ + 1);
            ++at_;
        }
    }

    void read_escape(char next) {
        constexpr std::string_view kNames = "abfnrtvs\\\"'";
        constexpr std::string_view kMeanings = "\a\b\f\n\r\t\v \\\"'";
        if (const std::size_t i = kNames.find(next); i != std::string_view::npos) {
            word_.add(kMeanings[i], at_, at_ + 2);
            at_ += 2;
        } else if (!read_number(next)) {
            word_.add('\\', at_, at_ + 1);
            ++at_;
        }
    }

    // \xHH, \uHHHH, \UHHHHHHHH and \OOO.
    bool read_number(char next) {
        const std::size_t digits = next == 'x' ? 2 : next == 'u' ? 4 : next == 'U' ? 8 : 3;
        const bool octal = digits == 3;
        const std::size_t begin = at_ + (octal ? 1 : 2);
        unsigned code = 0;
        const std::string_view number = text_.substr(std::min(begin, text_.size()), digits);
        const auto read = std::from_chars(number.data(), number.data() + number.size(), code, octal ? 8 : 16);
        if (number.size() < digits || read.ec != std::errc() || read.ptr != number.data() + digits ||
            code == 0) {
            return false;
        }
        std::string bytes;
        if (octal || next == 'x') {
            bytes += static_cast<char>(code);
        } else {
            base::append_utf8(bytes, code);
        }
        for (const char byte : bytes) {
            word_.add(byte, at_, begin + digits);
        }
        at_ = begin + digits;
        return true;
    }

    void read_dollar(char next) {
        std::size_t end = at_ + 1;
        if (next == '$') {
            word_.add('$', at_, at_ + 2);
            at_ += 2;
            return;
        }
        if (next == '{') {
            end = std::min(text_.find_first_of("} \t\r\n", at_), text_.size());
            end += end < text_.size() && text_[end] == '}' ? 1 : 0;
            word_.add_opaque(text_, at_, end);
            at_ = end;
            return;
        }
        while (end < text_.size() && is_name_character(text_[end])) {
            ++end;
        }
        if (end == at_ + 1) {
            word_.add('$', at_, end);
        } else {
            word_.add('$', at_, at_ + 1, true);
            word_.add('{', at_ + 1, at_ + 1, true);
            word_.add_opaque(text_, at_ + 1, end);
            word_.add('}', end, end, true);
        }
        at_ = end;
    }

    std::string_view text_;
    std::size_t at_;
    PlacedText& word_;
    const OptionLexing& lexing_;
    bool expands_ = false;
    bool closed_ = true;
};

}  // namespace

bool lex_systemd(std::string_view text, std::size_t begin, std::size_t end, PlacedText& scratch,
                 const OptionLexing& lexing) {
    return SystemdLexer(text, begin, end, scratch, lexing).lex();
}

}  // namespace postern::format
