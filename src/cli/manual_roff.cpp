#include "cli/manual_roff.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "base/text.hpp"
#include "postern/error.hpp"

namespace postern::cli {

namespace {

constexpr std::size_t kNarrow = 40;  // of a column of a table

enum class Font { roman, bold, italic };

std::string_view mark(Font font) {
    return font == Font::bold ? "\\fB" : font == Font::italic ? "\\fI" : "\\fR";
}

// Each character as it has to be typed: what looks like another one may be copied.
std::string escaped(std::string_view text) {
    constexpr std::array<std::pair<char, std::string_view>, 6> kEscapes{
        {{'\\', "\\e"}, {'-', "\\-"}, {'~', "\\(ti"}, {'^', "\\(ha"}, {'\'', "\\(aq"}, {'`', "\\(ga"}}};
    std::string result;
    for (const char c : text) {
        const auto* escape =
            std::find_if(kEscapes.begin(), kEscapes.end(), [c](const auto& pair) { return pair.first == c; });
        result += escape == kEscapes.end() ? std::string_view(&c, 1) : escape->second;
    }
    return result;
}

// Text with `code`, **bold** and postern-scan(1): in bold, all of it.
class Inline {
public:
    std::string read(std::string_view text) {
        while (!text.empty()) {
            const std::size_t used = step(text);
            text.remove_prefix(used);
        }
        return std::move(result_);
    }

private:
    std::size_t step(std::string_view text) {
        if (text.starts_with("**")) {
            bold_ = !bold_;
            change(bold_ ? Font::bold : Font::roman);
            return 2;
        }
        if (text[0] == '`') {
            code_ = !code_;
            change(code_ || bold_ ? Font::bold : Font::roman);
            return 1;
        }
        if (const std::size_t size = page_name(text); size > 0 && !code_) {
            result_ += fmt::format("\\fB{}\\fR", escaped(text.substr(0, size)));
            return size;
        }
        result_ += escaped(text.substr(0, 1));
        return 1;
    }

    // "postconf" of "postconf(5)", where a word begins.
    std::size_t page_name(std::string_view text) const {
        const bool in_word = !result_.empty() && result_.back() != ' ' && result_.back() != '(';
        const std::size_t end = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz-");
        const bool is_name = !in_word && end != text.npos && end > 0 && text[end] == '(' &&
                             end + 2 < text.size() && text[end + 2] == ')' && text[end + 1] >= '1' &&
                             text[end + 1] <= '8';
        return is_name ? end : 0;
    }

    void change(Font font) { result_ += mark(font); }

    bool bold_ = false;
    bool code_ = false;
    std::string result_;
};

std::string inline_roff(std::string_view text) {
    return Inline().read(text);
}

// "`-o`, `--output FILE`": the names in bold, the value in italics.
std::string term_roff(std::string_view text) {
    std::string result;
    bool code = false;
    for (const char c : text) {
        if (c == '`') {
            code = !code;
            result += mark(code ? Font::bold : Font::roman);
        } else if (c == ' ' && code) {
            result += fmt::format(" {}", mark(Font::italic));
        } else {
            result += escaped(std::string_view(&c, 1));
        }
    }
    return text.find('`') == text.npos ? inline_roff(text) : result;
}

// A line of text that is no request, whatever it begins with.
std::string guarded(const std::string& line) {
    const bool is_request = line.starts_with('.') || line.starts_with('\'');
    return (is_request ? "\\&" : "") + line;
}

// Wrapped, so that the source has no endless lines.
std::string prose(const std::string& text) {
    std::string result;
    const std::string lines = base::wrapped(text, 78);
    for (std::size_t begin = 0; begin < lines.size();) {
        const std::size_t end = lines.find('\n', begin);
        result += guarded(lines.substr(begin, end - begin)) + "\n";
        begin = end + 1;
    }
    return result;
}

std::string quoted(const std::string& text) {
    return '"' + text + '"';
}

std::string code_lines(const std::string& text) {
    std::string result = ".PP\n.in +4n\n.nf\n";
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = text.find('\n', begin);
        result += guarded(escaped(text.substr(begin, end - begin))) + "\n";
        begin = end + 1;
    }
    return result + ".fi\n.in\n";
}

std::size_t width(const Block& block, std::size_t column) {
    std::size_t most = 0;
    for (const std::vector<std::string>& row : block.rows) {
        most = std::max(most, row.at(column).size());
    }
    return most;
}

// Short enough to stand in one line.
bool is_narrow(const Block& block, std::size_t column) {
    return width(block, column) <= kNarrow;
}

// What leaves no room for its last column is better told one below the other.
bool is_list(const Block& block) {
    std::size_t before = 0;
    for (std::size_t i = 0; i + 1 < block.rows.front().size(); ++i) {
        before += width(block, i);
    }
    return block.rows.front().size() == 2 ||
           (before > kNarrow / 2 && !is_narrow(block, block.rows.front().size() - 1));
}

// "NAME (high)" and below it what is said of it.
std::string list_roff(const Block& block) {
    std::string result;
    for (std::size_t i = 1; i < block.rows.size(); ++i) {
        const std::vector<std::string>& row = block.rows[i];
        std::string term = row.front();
        for (std::size_t column = 1; column + 1 < row.size(); ++column) {
            term += " (" + row[column] + ")";
        }
        result += fmt::format(".TP\n{}\n{}", guarded(inline_roff(term)), prose(inline_roff(row.back())));
    }
    return result;
}

std::string cell(const std::string& text, bool narrow) {
    const std::string roff = inline_roff(text);
    return narrow ? guarded(roff) : fmt::format("T{{\n{}T}}", prose(roff));
}

std::string table_roff(const Block& block) {
    const std::size_t columns = block.rows.front().size();
    if (is_list(block)) {
        return list_roff(block);
    }
    std::string layout;
    for (std::size_t i = 0; i < columns; ++i) {
        layout += fmt::format("{}{}", i > 0 ? " " : "", is_narrow(block, i) ? "l" : "lx");
    }
    std::string result = fmt::format(".PP\n.TS\n{}.\n", layout);
    for (const std::vector<std::string>& row : block.rows) {
        for (std::size_t i = 0; i < columns; ++i) {
            result += (i > 0 ? "\t" : "") + cell(row.at(i), is_narrow(block, i));
        }
        result += '\n';
    }
    return result + ".TE\n";
}

std::string block_roff(const Block& block) {
    switch (block.kind) {
        case BlockKind::section:
            return ".SH " + quoted(escaped(block.text)) + "\n";
        case BlockKind::subsection:
            return ".SS " + quoted(escaped(block.text)) + "\n";
        case BlockKind::paragraph:
            return ".PP\n" + prose(inline_roff(block.text));
        case BlockKind::item:
            return fmt::format(".TP\n{}\n{}", guarded(term_roff(block.term)), prose(inline_roff(block.text)));
        case BlockKind::bullet:
            return ".IP \\(bu 2n\n" + prose(inline_roff(block.text));
        case BlockKind::numbered:
            return fmt::format(".IP {} 4n\n{}", block.term, prose(inline_roff(block.text)));
        case BlockKind::code:
            return code_lines(block.text);
        case BlockKind::table:
            return table_roff(block);
        case BlockKind::title:
            break;
    }
    throw Error(ErrorKind::failed, block.text + ": a second title", "a page has one, in its first line");
}

// man(1) lists pages by this line, which has no fonts in it.
std::string name_line(const Block& block) {
    return escaped(block.text.substr(0, block.text.find(" - "))) + " \\- " +
           escaped(block.text.substr(block.text.find(" - ") + 3)) + "\n";
}

bool has_tables(const std::vector<Block>& blocks) {
    return std::any_of(blocks.begin(), blocks.end(),
                       [](const Block& block) { return block.kind == BlockKind::table && !is_list(block); });
}

}  // namespace

std::string manual_roff(const std::vector<Block>& blocks, const PageFacts& facts) {
    const bool whole = blocks.size() > 2 && blocks[0].kind == BlockKind::title && blocks[1].text == "NAME" &&
                       blocks[2].text.find(" - ") != std::string::npos;
    if (!whole) {
        throw Error(ErrorKind::failed, "a page does not start with its title and its NAME",
                    "# postern-x(1), ## NAME, postern-x - what it does");
    }
    const std::string name = blocks[0].text.substr(0, blocks[0].text.find('('));
    std::string result = has_tables(blocks) ? "'\\\" t\n" : "";
    result += fmt::format(".TH {} 1 {} \"postern {}\" \"User Commands\"\n.nh\n.ad l\n", escaped(name),
                          facts.date, facts.version);
    result += block_roff(blocks[1]) + name_line(blocks[2]);
    for (std::size_t i = 3; i < blocks.size(); ++i) {
        const bool after_heading =
            blocks[i - 1].kind == BlockKind::section || blocks[i - 1].kind == BlockKind::subsection;
        std::string text = block_roff(blocks[i]);
        if (after_heading && text.starts_with(".PP\n")) {  // which begins a paragraph already
            text.erase(0, 4);
        }
        result += text;
    }
    return result;
}

}  // namespace postern::cli
