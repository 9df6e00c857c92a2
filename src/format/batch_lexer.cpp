#include "format/batch_lexer.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace postern::format {

namespace {

constexpr std::string_view kBlanks = " \t";
constexpr std::string_view kEnds = "&|<>";

bool is_blank(char c) {
    return kBlanks.find(c) != std::string_view::npos;
}

class BatchLexer {
public:
    BatchLexer(std::string_view text, std::size_t begin, std::size_t end, PlacedText& word,
               const OptionLexing& lexing)
        : text_(text.substr(0, end)), at_(begin), word_(word), lexing_(lexing) {}

    void lex() {
        while (at_ < text_.size()) {
            read_line();
        }
    }

private:
    // A caret in front of the line end continues it.
    std::size_t logical_end(std::size_t at) const {
        std::size_t end = std::min(text_.find('\n', at), text_.size());
        while (end < text_.size() && end > at && text_[content_end(at, end) - 1] == '^') {
            end = std::min(text_.find('\n', end + 1), text_.size());
        }
        return end;
    }
    std::size_t content_end(std::size_t begin, std::size_t end) const {
        return end > begin + 1 && text_[end - 1] == '\r' ? end - 1 : end;
    }

    void skip_blanks() {
        while (at_ < end_ && (is_blank(text_[at_]) || text_[at_] == '\r' || text_[at_] == '\n')) {
            ++at_;
        }
    }

    bool has_token(std::string_view token) const {
        const std::size_t behind = at_ + token.size();
        return base::equal_without_case(text_.substr(at_, token.size()), token) &&
               (behind >= end_ || is_blank(text_[behind]));
    }

    void read_line() {
        const std::size_t line = std::min(text_.find('\n', at_), text_.size());
        end_ = content_end(at_, line);
        while (at_ < end_ && (is_blank(text_[at_]) || text_[at_] == '@')) {
            ++at_;
        }
        const bool remark = has_token("rem");
        if (remark || text_.substr(at_, 2) == "::") {
            lexing_.comment(std::min(at_ + (remark ? 3 : 2), end_), end_);
            at_ = std::min(line + 1, text_.size());
            return;
        }
        const std::size_t end = logical_end(at_);
        end_ = content_end(at_, end);
        read_commands();
        at_ = std::min(end + 1, text_.size());
    }

    void read_commands() {
        conditional_ = false;
        for (skip_blanks(); at_ < end_; skip_blanks()) {
            const char c = text_[at_];
            if (c == '(' || c == ')') {
                depth_ += c == '(' ? 1 : depth_ > 0 ? -1 : 0;
                ++at_;
            } else if (kEnds.find(c) != std::string_view::npos) {
                ++at_;
            } else if (has_token("set")) {
                at_ += 3;
                read_set();
            } else {
                conditional_ = conditional_ || has_token("if") || has_token("for");
                read_word();
            }
        }
    }

    void read_set() {
        skip_blanks();
        if (at_ >= end_) {
            return;
        }
        if (text_[at_] == '/') {
            at_ = end_;
            return;
        }
        const std::size_t last = text_.substr(0, command_end()).rfind('"');
        word_.start(at_);
        if (text_[at_] == '"' && last > at_) {
            word_.start_region(Quoting::double_quotes);
            for (++at_; at_ < last;) {
                read_character(last, true);
            }
            at_ = last + 1;
        } else {
            read_unquoted_set();
        }
        word_.finish(at_);
        tell();
    }

    std::size_t command_end() const {
        bool quoted = false;
        std::size_t at = at_;
        while (at < end_ && (quoted || kEnds.find(text_[at]) == std::string_view::npos)) {
            quoted = quoted != (text_[at] == '"');
            ++at;
        }
        return at;
    }

    // Quotes are part of the value, and keep what would end it.
    void read_unquoted_set() {
        bool quoted = false;
        while (at_ < end_ && (quoted || kEnds.find(text_[at_]) == std::string_view::npos)) {
            quoted = quoted != (text_[at_] == '"');
            read_character(end_, quoted);
        }
    }

    void read_word() {
        bool quoted = false;
        word_.start(at_);
        while (at_ < end_ &&
               (quoted || (!is_blank(text_[at_]) && kEnds.find(text_[at_]) == std::string_view::npos))) {
            if (text_[at_] == '"') {
                quoted = !quoted;
                word_.start_region(quoted ? Quoting::double_quotes : Quoting::none);
                ++at_;
            } else {
                read_character(end_, quoted);
            }
        }
        word_.finish(at_);
        tell();
    }

    void read_character(std::size_t end, bool quoted) {
        const char next = at_ + 1 < end ? text_[at_ + 1] : '\0';
        if (text_[at_] == '^' && !quoted && next != '\0') {
            if (next == '\r' || next == '\n') {
                at_ += next == '\r' && at_ + 2 < end ? 3 : 2;
                return;
            }
            word_.add(next, at_, at_ + 2);
            at_ += 2;
        } else if (text_[at_] == '%') {
            read_percent(end, next);
        } else {
            word_.add(text_[at_], at_, at_ + 1);
            ++at_;
        }
    }

    void read_percent(std::size_t end, char next) {
        const std::size_t name_end = std::min(text_.find_first_of("% \t\r\n", at_ + 1), text_.size());
        if (next == '%') {
            word_.add('%', at_, at_ + 2);
            at_ += 2;
        } else if (name_end < end && text_[name_end] == '%') {
            word_.add_opaque(text_, at_, name_end + 1);
            at_ = name_end + 1;
        } else {
            word_.add('%', at_, at_ + 1);
            ++at_;
        }
    }

    void tell() { lexing_.word({word_, conditional_ || depth_ > 0}); }

    std::string_view text_;
    std::size_t at_;
    std::size_t end_ = 0;  // of the line
    PlacedText& word_;
    const OptionLexing& lexing_;
    bool conditional_ = false;
    int depth_ = 0;
};

}  // namespace

bool lex_batch(std::string_view text, std::size_t begin, std::size_t end, PlacedText& scratch,
               const OptionLexing& lexing) {
    BatchLexer(text, begin, end, scratch, lexing).lex();
    return true;
}

}  // namespace postern::format
