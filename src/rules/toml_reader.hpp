// Typed access to one table of a rule file.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/toml_document.hpp"

namespace postern::rules {

struct PlacedText {
    std::string text;
    Place place;
};

struct PlacedPair {
    PlacedText first;
    PlacedText second;
};

// Whatever is not as asked for is refused: an Error(rule) that names the place, what was found and
// what was expected. The table must outlive its readers.
class TomlReader {
public:
    // name: what messages call the table, "rule.fields.host".
    TomlReader(const TomlValue& table, const std::string& file, std::string name, Place place);

    // Refuses any key but these, naming the nearest one.
    void allow(std::span<const std::string_view> keys) const;
    void allow(std::initializer_list<std::string_view> keys) const;

    const TomlEntry* find(std::string_view key) const;
    const std::vector<TomlEntry>& entries() const { return table_->entries; }
    Place place() const { return place_; }
    const std::string& name() const { return name_; }

    std::optional<PlacedText> optional_text(std::string_view key) const;
    PlacedText required_text(std::string_view key) const;  // and not empty
    // A string, or an array of strings; empty when the key is missing.
    std::vector<PlacedText> texts(std::string_view key) const;
    // An array of pairs of strings.
    std::vector<PlacedPair> pairs(std::string_view key) const;
    std::optional<std::int64_t> optional_integer(std::string_view key, std::int64_t least,
                                                 std::int64_t most) const;
    bool flag(std::string_view key) const;  // a boolean; false when the key is missing
    // The text of a string, an integer or a boolean.
    PlacedText scalar(const TomlEntry& entry) const;

    std::optional<TomlReader> table(std::string_view key) const;
    // A table, or an array of tables; empty when the key is missing.
    std::vector<TomlReader> tables(std::string_view key) const;

    void expect_word(const PlacedText& found, std::span<const std::string_view> words) const;
    [[noreturn]] void refuse(Place place, const std::string& found, const std::string& expected) const;
    [[noreturn]] void refuse_missing(std::string_view key, const std::string& expected) const;

private:
    PlacedText text_of(const TomlValue& value, std::string_view key) const;
    [[noreturn]] void refuse_type(const TomlValue& value, std::string_view key,
                                  const std::string& expected) const;
    std::string path_of(std::string_view key) const;

    const TomlValue* table_;
    const std::string* file_;
    std::string name_;
    Place place_;
};

// Without their places.
std::vector<std::string> plain(const std::vector<PlacedText>& texts);

}  // namespace postern::rules
