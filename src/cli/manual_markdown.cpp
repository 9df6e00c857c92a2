#include "cli/manual_markdown.hpp"

#include <algorithm>

namespace postern::cli {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// "1. " of a line, or nothing.
std::string_view number_of(std::string_view line) {
    const auto digits =
        static_cast<std::size_t>(std::find_if_not(line.begin(), line.end(), is_digit) - line.begin());
    return digits > 0 && line.substr(digits).starts_with(". ") ? line.substr(0, digits + 1)
                                                               : std::string_view();
}

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = std::min(text.find_first_not_of(' '), text.size());
    return text.substr(begin, text.find_last_not_of(' ') + 1 - begin);
}

std::vector<std::string> cells_of(std::string_view line) {
    std::vector<std::string> cells;
    line = trimmed(line);
    line.remove_prefix(1);
    bool in_code = false;
    std::string cell;
    for (const char c : line) {
        in_code = in_code != (c == '`');
        if (c == '|' && !in_code) {
            cells.emplace_back(trimmed(cell));
            cell.clear();
        } else {
            cell += c;
        }
    }
    return cells;
}

class Reader {
public:
    std::vector<Block> read(std::string_view text) {
        while (!text.empty()) {
            const std::size_t end = std::min(text.find('\n'), text.size());
            take(text.substr(0, end));
            text.remove_prefix(std::min(end + 1, text.size()));
        }
        for (Block& block : blocks_) {
            while (block.kind == BlockKind::code && block.text.ends_with("\n\n")) {
                block.text.pop_back();
            }
        }
        return std::move(blocks_);
    }

private:
    void take(std::string_view line) {
        const bool in_code = !blocks_.empty() && blocks_.back().kind == BlockKind::code;
        if (line.starts_with("    ") && (is_open_ ? in_code : true)) {
            take_code(line.substr(4));
        } else if (line.empty()) {
            is_open_ = in_code && is_open_;
            if (in_code && is_open_) {
                blocks_.back().text += '\n';
            }
        } else {
            take_text(line);
        }
    }

    void take_code(std::string_view line) {
        if (!is_open_) {
            open(BlockKind::code);
        }
        blocks_.back().text.append(line).append("\n");
    }

    void take_text(std::string_view line) {
        if (line.starts_with("# ") || line.starts_with("## ") || line.starts_with("### ")) {
            const std::size_t depth = line.find(' ');
            open(depth == 1 ? BlockKind::title : depth == 2 ? BlockKind::section : BlockKind::subsection);
            blocks_.back().text = line.substr(depth + 1);
            is_open_ = false;
        } else if (line.starts_with('|')) {
            take_row(line);
        } else if (line.starts_with("- ")) {
            open(BlockKind::bullet);
            blocks_.back().text = line.substr(2);
        } else if (const std::string_view number = number_of(line); !number.empty()) {
            open(BlockKind::numbered);
            blocks_.back().term = number;
            blocks_.back().text = line.substr(number.size() + 1);
        } else if (line.starts_with(": ") && is_open_ && blocks_.back().kind == BlockKind::paragraph) {
            blocks_.back().kind = BlockKind::item;
            blocks_.back().term = std::move(blocks_.back().text);
            blocks_.back().text = line.substr(2);
        } else {
            continue_text(trimmed(line));
        }
    }

    void take_row(std::string_view line) {
        if (!is_open_ || blocks_.back().kind != BlockKind::table) {
            open(BlockKind::table);
        }
        if (line.find_first_not_of("|-: ") != line.npos) {
            blocks_.back().rows.push_back(cells_of(line));
        }
    }

    void continue_text(std::string_view line) {
        const bool goes_on =
            is_open_ && blocks_.back().kind != BlockKind::code && blocks_.back().kind != BlockKind::table;
        if (!goes_on) {
            open(BlockKind::paragraph);
        }
        std::string& text = blocks_.back().text;
        text.append(text.empty() ? "" : " ").append(line);
    }

    void open(BlockKind kind) {
        blocks_.push_back({kind, {}, {}, {}});
        is_open_ = true;
    }

    std::vector<Block> blocks_;
    bool is_open_ = false;  // the last block may go on
};

}  // namespace

std::vector<Block> read_markdown(std::string_view text) {
    return Reader().read(text);
}

}  // namespace postern::cli
