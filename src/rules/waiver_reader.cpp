#include "rules/waiver_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>

#include "rules/toml_reader.hpp"

namespace postern::rules {

namespace {

constexpr const char* kExpiry = "expires = 2027-03-31";

using Keys = std::initializer_list<std::string_view>;

// Who names a wrong file may have named one with passwords.
void allow(const TomlReader& table, Keys keys, const std::string& expected) {
    for (const TomlEntry& entry : table.entries()) {
        if (std::find(keys.begin(), keys.end(), entry.key) == keys.end()) {
            table.refuse(entry.place, fmt::format("{} is no key of {}", shown_key(entry.key), table.name()),
                         expected);
        }
    }
}

std::optional<std::string> text_of(const TomlReader& table, std::string_view key) {
    if (table.find(key) == nullptr) {
        return std::nullopt;
    }
    return table.required_text(key).text;
}

// What is no such number may be a secret, so it is not repeated.
std::optional<std::string> hex_of(const TomlReader& table, std::string_view key, std::size_t digits) {
    const auto text = text_of(table, key);
    const auto is_digit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    if (text && (text->size() != digits || !std::all_of(text->begin(), text->end(), is_digit))) {
        table.refuse(table.find(key)->value.place, fmt::format("waiver.{} is none of a report", key),
                     fmt::format("{} hexadecimal digits, as the JSON report has them", digits));
    }
    return text;
}

std::string justification_of(const TomlReader& table) {
    const PlacedText text = table.required_text("justification");
    if (text.text.find_first_not_of(" \t\r\n") == std::string::npos) {
        table.refuse(text.place, "waiver.justification is blank", "why the risk is taken, and by whom");
    }
    return text.text;
}

std::string expiry_of(const TomlReader& table) {
    const TomlEntry* entry = table.find("expires");
    if (entry == nullptr) {
        table.refuse_missing("expires", kExpiry);
    }
    if (entry->value.type != TomlType::date) {
        table.refuse(entry->value.place, fmt::format("waiver.expires is {}", describe(entry->value.type)),
                     fmt::format("a date without quotes, {}", kExpiry));
    }
    return entry->value.text;
}

// Any path fits stars, and every file's "/*".
bool says_something(const std::optional<std::string>& glob) {
    return glob && glob->find_first_not_of("*/") != std::string::npos;
}

WaiverRule read_waiver(const TomlReader& table) {
    allow(table, {"rule", "path", "host", "credential", "finding", "justification", "expires"},
          "rule, path, host, credential, finding, justification or expires");
    WaiverRule waiver;
    waiver.line = table.place().line;
    waiver.rule = text_of(table, "rule");
    waiver.path = text_of(table, "path");
    waiver.host = text_of(table, "host");
    constexpr std::size_t kFingerprint = 32;
    constexpr std::size_t kFindingId = 16;
    waiver.credential = hex_of(table, "credential", kFingerprint);
    waiver.finding = hex_of(table, "finding", kFindingId);
    if (!waiver.rule && !says_something(waiver.path) && !says_something(waiver.host) && !waiver.credential &&
        !waiver.finding) {
        table.refuse(table.place(), "a waiver of everything",
                     "one of rule, path, host, credential, finding, and more than stars");
    }
    waiver.waiver = {justification_of(table), expiry_of(table)};
    return waiver;
}

}  // namespace

std::vector<WaiverRule> read_waivers(std::string_view text, const std::string& file_name) {
    const TomlValue document = parse_foreign_toml(text, file_name);
    allow(TomlReader(document, file_name, "the file", {}), {"waiver"}, "tables [[waiver]]");
    std::vector<WaiverRule> waivers;
    for (const TomlReader& table : TomlReader(document, file_name, "", {}).tables("waiver")) {
        waivers.push_back(read_waiver(table));
    }
    return waivers;
}

}  // namespace postern::rules
