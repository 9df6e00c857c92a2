// The Markdown that manual pages are written in, as blocks.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace postern::cli {

enum class BlockKind {
    title,       // "# postern-scan(1)"
    section,     // "## NAME"
    subsection,  // "### The journal"
    paragraph,
    item,      // a term, and below it ": text"
    bullet,    // "- text"
    numbered,  // "1. text"
    code,      // indented by four blanks; lines of `text`
    table,
};

struct Block {
    BlockKind kind = BlockKind::paragraph;
    std::string text;  // lines joined, inline marks as they stand; of a code block its lines
    std::string term;  // of an item; of what is numbered "1."
    std::vector<std::vector<std::string>> rows;  // of a table; the first is its head
};

std::vector<Block> read_markdown(std::string_view text);

}  // namespace postern::cli
