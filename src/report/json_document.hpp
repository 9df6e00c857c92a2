// A JSON text from anywhere as a tree of values.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace postern::report {

// As the variant below has them.
enum class JsonType { null, boolean, number, text, array, object, other };

struct JsonEntry;

// Numbers are whole and not negative; any other one is of type other. Millions of them may be in memory, so
// that it has no more than what its type needs.
struct JsonValue {
    struct Other {};
    using Items = std::vector<JsonValue>;
    using Entries = std::vector<JsonEntry>;  // no key twice

    std::variant<std::monostate, bool, std::uint64_t, std::string, Items, Entries, Other> content;

    JsonType type() const { return static_cast<JsonType>(content.index()); }
    // Of a value of that type.
    bool flag() const { return std::get<bool>(content); }
    std::uint64_t number() const { return std::get<std::uint64_t>(content); }
    const std::string& text() const { return std::get<std::string>(content); }  // UTF-8
    const Items& items() const { return std::get<Items>(content); }
    // Of an object; nullptr: there is no such key.
    const JsonValue* find(std::string_view key) const;
};

struct JsonEntry {
    std::string key;
    JsonValue value;
};

// Throws DamagedInput, which never repeats the text: for what is no JSON, a key that an object has twice,
// a value nested more than 16 deep, more than 64 keys in an object, more than 6,000,000 values.
JsonValue parse_json(std::string_view text);

}  // namespace postern::report
