#include "rules/value_forms.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/utc_time.hpp"

namespace postern::rules {

namespace {

bool has_control(std::string_view text) {
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '\x7F'; });
}

bool is_address(std::string_view text) {
    constexpr std::string_view kScheme = "https://";
    if (!text.starts_with(kScheme) || has_control(text) ||
        text.find_first_of(" \t\r\n\"<>") != std::string_view::npos) {
        return false;
    }
    const std::string_view rest = text.substr(kScheme.size());
    const std::string_view host = rest.substr(0, rest.find('/'));
    return host.find('.', 1) != std::string_view::npos && host.front() != '.' && host.back() != '.';
}

std::string checked_address(const TomlReader& table, std::string_view key, const PlacedText& found) {
    if (!is_address(found.text)) {
        table.refuse(found.place, fmt::format("'{}' in {}.{}", found.text, table.name(), key),
                     "a public address, \"https://...\"");
    }
    return found.text;
}

}  // namespace

std::string read_id(const TomlReader& table) {
    constexpr std::string_view kAllowed = "abcdefghijklmnopqrstuvwxyz0123456789-";
    const PlacedText id = table.required_text("id");
    if (id.text.find_first_not_of(kAllowed) != std::string::npos) {
        table.refuse(id.place, fmt::format("the id '{}'", id.text),
                     "only the letters a to z, digits and '-'");
    }
    return id.text;
}

std::string required_line(const TomlReader& table, std::string_view key) {
    const PlacedText found = table.required_text(key);
    if (has_control(found.text)) {
        table.refuse(found.place,
                     fmt::format("{}.{} has a line end or another control character", table.name(), key),
                     "a text of one line");
    }
    return found.text;
}

std::vector<PlacedText> required_texts(const TomlReader& table, std::string_view key) {
    auto found = table.texts(key);
    if (found.empty()) {
        table.refuse_missing(key, fmt::format("{} = [\"...\", ...]", key));
    }
    return found;
}

std::string required_date(const TomlReader& table, std::string_view key) {
    const PlacedText date = table.required_text(key);
    if (!base::is_date(date.text)) {
        table.refuse(date.place, fmt::format("'{}' in {}.{}", date.text, table.name(), key),
                     "a day, \"YYYY-MM-DD\"");
    }
    return date.text;
}

std::string required_address(const TomlReader& table, std::string_view key) {
    return checked_address(table, key, table.required_text(key));
}

std::vector<std::string> required_addresses(const TomlReader& table, std::string_view key) {
    std::vector<std::string> addresses;
    for (const PlacedText& found : required_texts(table, key)) {
        addresses.push_back(checked_address(table, key, found));
    }
    return addresses;
}

}  // namespace postern::rules
