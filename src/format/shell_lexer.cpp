#include "format/shell_lexer.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace postern::format {

namespace {

constexpr std::string_view kBlanks = " \t\r";
constexpr std::string_view kOperators = ";&|()<>";
constexpr std::string_view kEscapedInQuotes = "$`\"\\";
constexpr std::size_t kDeepest = 64;  // expansions within expansions

bool is_one_of(char c, std::string_view characters) {
    return characters.find(c) != std::string_view::npos;
}

bool is_name_start(char c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_name_character(char c) {
    return is_name_start(c) || (c >= '0' && c <= '9');
}

template <std::size_t Count>
bool is_word(std::string_view word, const std::array<std::string_view, Count>& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

struct HereDocument {
    std::string delimiter;
    bool strips_tabs = false;
};

class ShellLexer {
public:
    ShellLexer(std::string_view text, std::size_t begin, std::size_t end, PlacedText& word,
               const OptionLexing& lexing)
        : text_(text.substr(0, end)), at_(begin), word_(word), lexing_(lexing) {}

    bool lex() {
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (c == '\n') {
                ++at_;
                chained_ = chained_ && command_starts_;
                command_starts_ = true;
                skip_here_documents();
            } else if (is_one_of(c, kBlanks)) {
                ++at_;
            } else if (c == '\\' && is_line_end(at_ + 1)) {
                at_ = behind_line_end(at_ + 1);
            } else if (c == '#') {
                read_comment();
            } else if (is_one_of(c, kOperators)) {
                read_operator();
            } else {
                read_word();
            }
        }
        return closed_;
    }

private:
    bool is_line_end(std::size_t at) const {
        return at < text_.size() && (text_[at] == '\n' || text_.substr(at, 2) == "\r\n");
    }
    std::size_t behind_line_end(std::size_t at) const { return at + (text_[at] == '\r' ? 2 : 1); }

    void read_comment() {
        const std::size_t end = std::min(text_.find('\n', at_), text_.size());
        const std::size_t begin = std::min(text_.find_first_not_of("#", at_), end);
        lexing_.comment(begin, end);
        at_ = end;
    }

    void read_operator() {
        if (text_.substr(at_, 2) == "<<" && text_.substr(at_, 3) != "<<<") {
            at_ += 2;
            read_here_delimiter();
            return;
        }
        command_starts_ = !is_one_of(text_[at_], "<>");
        const std::string_view two = text_.substr(at_, 2);
        const bool chains = two == "&&" || two == "||";
        chained_ = chains || (chained_ && text_[at_] != ';' && text_[at_] != '&');
        at_ += text_.substr(at_, 3) == "<<<" ? 3 : chains ? 2 : 1;
    }

    void read_here_delimiter() {
        HereDocument document;
        document.strips_tabs = at_ < text_.size() && text_[at_] == '-';
        at_ += document.strips_tabs ? 1 : 0;
        at_ = std::min(text_.find_first_not_of(kBlanks, at_), text_.size());
        while (at_ < text_.size() && text_[at_] != '\n' && !is_one_of(text_[at_], kBlanks) &&
               !is_one_of(text_[at_], kOperators)) {
            if (!is_one_of(text_[at_], "'\"\\")) {
                document.delimiter += text_[at_];
            }
            ++at_;
        }
        pending_.push_back(std::move(document));
    }

    void skip_here_documents() {
        for (const HereDocument& document : pending_) {
            for (bool inside = true; inside && at_ < text_.size();) {
                const std::size_t end = std::min(text_.find('\n', at_), text_.size());
                std::string_view line = text_.substr(at_, end - at_);
                line.remove_suffix(line.ends_with('\r') ? 1 : 0);
                while (document.strips_tabs && line.starts_with('\t')) {
                    line.remove_prefix(1);
                }
                inside = line != document.delimiter;
                at_ = std::min(end + 1, text_.size());
            }
        }
        pending_.clear();
    }

    void read_word() {
        word_.start(at_);
        in_quotes_ = false;
        defaults_.clear();
        while (at_ < text_.size() && read_piece()) {
        }
        closed_ = closed_ && !in_quotes_;
        word_.finish(at_);
        follow_keyword(word_.text());
        lexing_.word({word_, depth_ > 0 || chained_});
    }

    // False at the end of the word.
    bool read_piece() {
        const char c = text_[at_];
        if (!in_quotes_ && defaults_.empty() &&
            (c == '\n' || is_one_of(c, kBlanks) || is_one_of(c, kOperators))) {
            return false;
        }
        if (c == '"') {
            in_quotes_ = !in_quotes_;
            word_.start_region(in_quotes_ ? Quoting::double_quotes : Quoting::none);
            ++at_;
        } else if (c == '\'' && !in_quotes_) {
            read_single_quotes();
        } else if (c == '\\') {
            read_backslash();
        } else if (c == '$') {
            read_dollar();
        } else if (c == '`') {
            add_opaque_to(behind_backquote(at_));
        } else if (c == '}' && !defaults_.empty() && defaults_.back() == in_quotes_) {
            defaults_.pop_back();
            word_.add(' ', at_, at_ + 1);
            ++at_;
        } else {
            word_.add(c, at_, at_ + 1);
            ++at_;
        }
        return true;
    }

    void read_single_quotes() {
        word_.start_region(Quoting::single_quotes);
        const std::size_t end = text_.find('\'', at_ + 1);
        closed_ = closed_ && end != std::string_view::npos;
        for (++at_; at_ < std::min(end, text_.size()); ++at_) {
            word_.add(text_[at_], at_, at_ + 1);
        }
        at_ = std::min(at_ + 1, text_.size());
        word_.start_region(Quoting::none);
    }

    void read_backslash() {
        const std::size_t next = at_ + 1;
        if (is_line_end(next)) {
            at_ = behind_line_end(next);
        } else if (next < text_.size() && (!in_quotes_ || is_one_of(text_[next], kEscapedInQuotes))) {
            word_.add(text_[next], at_, next + 1);
            at_ = next + 1;
        } else {
            word_.add('\\', at_, next);
            at_ = next;
        }
    }

    void read_dollar() {
        const std::size_t next = at_ + 1;
        const char c = next < text_.size() ? text_[next] : '\0';
        if (c == '(') {
            add_opaque_to(behind_closing(next, 0, in_quotes_));
        } else if (c == '{') {
            if (!read_default()) {
                add_opaque_to(behind_closing(next, 0, in_quotes_));
            }
        } else if (is_name_start(c)) {
            std::size_t end = next;
            while (end < text_.size() && is_name_character(text_[end])) {
                ++end;
            }
            word_.add('$', at_, next, true);
            word_.add('{', next, next, true);
            word_.add_opaque(text_, next, end);
            word_.add('}', end, end, true);
            at_ = end;
        } else if (c != '\0' && (is_name_character(c) || is_one_of(c, "@*#?-$!"))) {
            add_opaque_to(next + 1);
        } else {
            word_.add('$', at_, next);
            at_ = next;
        }
    }

    // "${X:-" where the text behind it is a value by itself.
    bool read_default() {
        const std::string_view before = word_.text();
        const bool starts = before.empty() || assignment_length(before) == before.size() ||
                            word_.is_plain(before.size() - 1, " \t\n");
        std::size_t at = at_ + 2;
        while (at < text_.size() && is_name_character(text_[at])) {
            ++at;
        }
        at += at < text_.size() && text_[at] == ':' ? 1 : 0;
        if (!starts || at >= text_.size() || !is_one_of(text_[at], "-=+") || defaults_.size() >= kDeepest ||
            behind_closing(at_ + 1, 0, in_quotes_) > text_.size()) {
            return false;
        }
        word_.add(' ', at_, at + 1);
        defaults_.push_back(in_quotes_);
        at_ = at + 1;
        return true;
    }

    void add_opaque_to(std::size_t end) {
        closed_ = closed_ && end <= text_.size();
        end = std::min(end, text_.size());
        word_.add_opaque(text_, at_, end);
        at_ = end;
    }

    // Beyond the text when it is not closed.
    std::size_t behind_backquote(std::size_t at) const {
        for (++at; at < text_.size() && text_[at] != '`'; ++at) {
            at += text_[at] == '\\' ? 1 : 0;
        }
        return at + 1;
    }

    // Behind what closes the "(" or "{" at `open`; beyond the text when nothing does. In "${...}" within
    // quotes a single quote is a character.
    std::size_t behind_closing(std::size_t open, std::size_t depth, bool in_quotes) const {
        const char close = text_[open] == '(' ? ')' : '}';
        const bool single_quotes = !in_quotes || close == ')';
        bool quoted = false;
        std::size_t at = open + 1;
        while (at < text_.size() && (quoted || text_[at] != close)) {
            const char c = text_[at];
            const char next = at + 1 < text_.size() ? text_[at + 1] : '\0';
            const bool nested = depth < kDeepest && ((c == '$' && (next == '(' || next == '{')) ||
                                                     (c == '(' && close == ')' && !quoted));
            if (nested) {
                at = behind_closing(c == '$' ? at + 1 : at, depth + 1, quoted);
            } else if (c == '\'' && !quoted && single_quotes) {
                at = std::min(text_.find('\'', at + 1), text_.size()) + 1;
            } else if (c == '`') {
                at = behind_backquote(at);
            } else {
                quoted = quoted != (c == '"');
                at += c == '\\' ? 2 : 1;
            }
        }
        return at + 1;
    }

    void follow_keyword(std::string_view word) {
        constexpr std::array<std::string_view, 6> kOpening{"if", "case", "for", "while", "until", "{"};
        constexpr std::array<std::string_view, 4> kClosing{"fi", "esac", "done", "}"};
        constexpr std::array<std::string_view, 5> kBetween{"then", "else", "elif", "do", "!"};
        if (!command_starts_) {
            return;
        }
        depth_ += is_word(word, kOpening) ? 1 : is_word(word, kClosing) && depth_ > 0 ? -1 : 0;
        command_starts_ = is_word(word, kBetween) || is_word(word, kOpening);
    }

    std::string_view text_;
    std::size_t at_;
    PlacedText& word_;
    const OptionLexing& lexing_;
    std::vector<HereDocument> pending_;
    std::vector<bool> defaults_;  // open "${X:-", and whether each stands in quotes
    bool in_quotes_ = false;
    bool closed_ = true;
    bool command_starts_ = true;
    bool chained_ = false;  // behind "&&" or "||"
    int depth_ = 0;
};

}  // namespace

bool lex_shell(std::string_view text, std::size_t begin, std::size_t end, PlacedText& scratch,
               const OptionLexing& lexing) {
    return ShellLexer(text, begin, end, scratch, lexing).lex();
}

}  // namespace postern::format
