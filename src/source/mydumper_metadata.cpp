#include "source/mydumper_metadata.hpp"

#include <algorithm>
#include <charconv>
#include <functional>
#include <vector>

#include "base/text.hpp"
#include "source/sql_tokens.hpp"

namespace postern::source {

namespace {

constexpr std::size_t kLongestSection = 64 * 1024;
constexpr std::string_view kBlank = " \t\r";

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(kBlank);
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(kBlank) + 1 - first);
}

void for_each_line(std::string_view text, const std::function<void(std::string_view)>& visit) {
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const std::size_t length = end == std::string_view::npos ? text.size() : end + 1;
        visit(text.substr(0, length));
        text.remove_prefix(length);
    }
}

struct Setting {
    std::string_view key;
    std::string_view value;
};

// "key = value"
Setting setting(std::string_view line) {
    line = line.substr(0, line.find('\n'));
    const std::size_t sign = line.find('=');
    if (sign == std::string_view::npos) {
        return {};
    }
    return {trimmed(line.substr(0, sign)), trimmed(line.substr(sign + 1))};
}

// `a`.`b` or "a"."b": the names, a doubled quote being one.
std::vector<std::string> quoted_names(std::string_view text) {
    std::vector<std::string> names;
    while (!text.empty() && (text[0] == '`' || text[0] == '"')) {
        const char quote = text[0];
        std::string name;
        std::size_t at = 1;
        while (at < text.size() && (text[at] != quote || text.substr(at + 1).starts_with(quote))) {
            at += text[at] == quote ? 1 : 0;
            name += text[at++];
        }
        names.push_back(std::move(name));
        text.remove_prefix(std::min(at + 1, text.size()));
        text.remove_prefix(text.starts_with('.') ? 1 : 0);
    }
    return text.starts_with(']') ? names : std::vector<std::string>();
}

}  // namespace

bool is_mydumper_metadata(std::string_view head) {
    return head.starts_with("Started dump at:") || head.starts_with("# Started dump at:");
}

std::optional<MydumperTable> read_mydumper_section(std::string_view section) {
    if (!section.starts_with('[')) {
        return std::nullopt;
    }
    const auto names = quoted_names(section.substr(1));
    if (names.size() != 2) {
        return std::nullopt;
    }
    MydumperTable table{names[0] + "." + names[1], names[1], std::nullopt};
    for_each_line(section, [&table](std::string_view line) {
        const auto [key, value] = setting(line);
        if (base::equal_without_case(key, "real_table_name")) {
            table.table = value;
        } else if (base::equal_without_case(key, "rows")) {
            std::uint64_t rows = 0;
            if (std::from_chars(value.data(), value.data() + value.size(), rows).ec == std::errc()) {
                table.rows = rows;
            }
        }
    });
    return table;
}

std::string_view see_mydumper_section(base::ByteWindow& window) {
    while (true) {
        const std::size_t next = window.bytes().find("\n[");
        if (next != std::string_view::npos) {
            return window.bytes().substr(0, next + 1);
        }
        if (window.bytes().size() >= kLongestSection || !see_further(window)) {
            return window.bytes();
        }
    }
}

std::string without_data_checksum(std::string_view section) {
    std::string kept;
    for_each_line(section, [&kept](std::string_view line) {
        if (!base::equal_without_case(setting(line).key, "data_checksum")) {
            kept += line;
        }
    });
    return kept;
}

}  // namespace postern::source
