#include "rules/toml_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "rules/nearest_name.hpp"

namespace postern::rules {

TomlReader::TomlReader(const TomlValue& table, const std::string& file, std::string name, Place place)
    : table_(&table), file_(&file), name_(std::move(name)), place_(place) {}

void TomlReader::allow(std::span<const std::string_view> keys) const {
    for (const TomlEntry& entry : entries()) {
        if (std::find(keys.begin(), keys.end(), entry.key) == keys.end()) {
            refuse(entry.place, fmt::format("unknown key '{}' in {}", entry.key, name_),
                   fmt::format("one of its keys; the nearest is '{}'", nearest_name(entry.key, keys)));
        }
    }
}

void TomlReader::allow(std::initializer_list<std::string_view> keys) const {
    allow(std::span<const std::string_view>(keys.begin(), keys.size()));
}

const TomlEntry* TomlReader::find(std::string_view key) const {
    const auto fits = [key](const TomlEntry& entry) { return entry.key == key; };
    const auto found = std::find_if(entries().begin(), entries().end(), fits);
    return found == entries().end() ? nullptr : &*found;
}

std::optional<PlacedText> TomlReader::optional_text(std::string_view key) const {
    const TomlEntry* entry = find(key);
    return entry == nullptr ? std::nullopt : std::optional(text_of(entry->value, key));
}

PlacedText TomlReader::required_text(std::string_view key) const {
    const auto found = optional_text(key);
    if (!found) {
        refuse_missing(key, fmt::format("{} = \"...\"", key));
    }
    if (found->text.empty()) {
        refuse(found->place, fmt::format("{} is empty", path_of(key)), "a text");
    }
    return *found;
}

std::vector<PlacedText> TomlReader::texts(std::string_view key) const {
    const TomlEntry* entry = find(key);
    if (entry == nullptr) {
        return {};
    }
    if (entry->value.type == TomlType::text) {
        return {text_of(entry->value, key)};
    }
    if (entry->value.type != TomlType::array) {
        refuse_type(entry->value, key, "a string or an array of strings");
    }
    std::vector<PlacedText> result;
    for (const TomlValue& item : entry->value.items) {
        result.push_back(text_of(item, key));
    }
    return result;
}

std::vector<PlacedPair> TomlReader::pairs(std::string_view key) const {
    constexpr const char* kExpected = "an array of pairs, [[\"...\", \"...\"], ...]";
    const TomlEntry* entry = find(key);
    if (entry == nullptr) {
        return {};
    }
    if (entry->value.type != TomlType::array) {
        refuse_type(entry->value, key, kExpected);
    }
    std::vector<PlacedPair> result;
    for (const TomlValue& item : entry->value.items) {
        if (item.type != TomlType::array) {
            refuse_type(item, key, kExpected);
        }
        if (item.items.size() != 2) {
            refuse(item.place, fmt::format("{} values in an entry of {}", item.items.size(), path_of(key)),
                   kExpected);
        }
        result.push_back({text_of(item.items[0], key), text_of(item.items[1], key)});
    }
    return result;
}

std::optional<std::int64_t> TomlReader::optional_integer(std::string_view key, std::int64_t least,
                                                         std::int64_t most) const {
    const TomlEntry* entry = find(key);
    if (entry == nullptr) {
        return std::nullopt;
    }
    if (entry->value.type != TomlType::integer) {
        refuse_type(entry->value, key, "an integer");
    }
    const std::string& digits = entry->value.text;
    std::int64_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (number < least || number > most) {
        refuse(entry->value.place, fmt::format("{} is {}", path_of(key), number),
               fmt::format("a number from {} to {}", least, most));
    }
    return number;
}

bool TomlReader::flag(std::string_view key) const {
    const TomlEntry* entry = find(key);
    if (entry != nullptr && entry->value.type != TomlType::boolean) {
        refuse_type(entry->value, key, "true or false");
    }
    return entry != nullptr && entry->value.text == "true";
}

PlacedText TomlReader::scalar(const TomlEntry& entry) const {
    const TomlType type = entry.value.type;
    if (type != TomlType::text && type != TomlType::integer && type != TomlType::boolean) {
        refuse_type(entry.value, entry.key, "a string, an integer or a boolean");
    }
    return {entry.value.text, entry.value.place};
}

std::optional<TomlReader> TomlReader::table(std::string_view key) const {
    const TomlEntry* entry = find(key);
    if (entry == nullptr) {
        return std::nullopt;
    }
    if (entry->value.type != TomlType::table) {
        refuse_type(entry->value, key, "a table");
    }
    return TomlReader(entry->value, *file_, path_of(key), entry->place);
}

std::vector<TomlReader> TomlReader::tables(std::string_view key) const {
    const TomlEntry* entry = find(key);
    if (entry == nullptr) {
        return {};
    }
    if (entry->value.type == TomlType::table) {
        return {*table(key)};
    }
    if (entry->value.type != TomlType::array) {
        refuse_type(entry->value, key, "a table or an array of tables");
    }
    std::vector<TomlReader> result;
    for (const TomlValue& item : entry->value.items) {
        if (item.type != TomlType::table) {
            refuse_type(item, key, "a table");
        }
        result.emplace_back(item, *file_, path_of(key), item.place);
    }
    return result;
}

void TomlReader::expect_word(const PlacedText& found, std::span<const std::string_view> words) const {
    if (std::find(words.begin(), words.end(), found.text) == words.end()) {
        refuse(found.place, fmt::format("'{}' in {}", found.text, name_), listed(words));
    }
}

void TomlReader::refuse(Place place, const std::string& found, const std::string& expected) const {
    throw rule_error(*file_, place, found, expected);
}

void TomlReader::refuse_missing(std::string_view key, const std::string& expected) const {
    refuse(place_, fmt::format("{} has no '{}'", name_, key), expected);
}

PlacedText TomlReader::text_of(const TomlValue& value, std::string_view key) const {
    if (value.type != TomlType::text) {
        refuse_type(value, key, "a string");
    }
    return {value.text, value.place};
}

void TomlReader::refuse_type(const TomlValue& value, std::string_view key,
                             const std::string& expected) const {
    refuse(value.place, fmt::format("{} is {}", path_of(key), describe(value.type)), expected);
}

std::string TomlReader::path_of(std::string_view key) const {
    return name_.empty() ? std::string(key) : fmt::format("{}.{}", name_, key);
}

std::vector<std::string> plain(const std::vector<PlacedText>& texts) {
    std::vector<std::string> result;
    for (const PlacedText& text : texts) {
        result.push_back(text.text);
    }
    return result;
}

}  // namespace postern::rules
