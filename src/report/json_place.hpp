// A value of a JSON document that knows where it stands.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report/json_document.hpp"

namespace postern::report {

// Whatever is not as asked for is refused by DamagedInput: "findings[3].location.line is no whole number".
// That names places by keys of the schema, never by the document's own words. The document must outlive it.
class JsonPlace {
public:
    // The document itself.
    explicit JsonPlace(const JsonValue& document) : value_(&document) {}

    // Of an object; the key must be there.
    JsonPlace at(std::string_view key) const;
    // Whether an object has the key, which need not be there.
    bool has(std::string_view key) const;
    // Of an array.
    std::vector<JsonPlace> items() const;

    bool is_null() const { return value_->type() == JsonType::null; }
    std::string text() const;
    std::optional<std::string> optional_text() const;  // or null
    std::string text_or_null() const;                  // null is the empty text, which is none otherwise
    std::vector<std::string> texts() const;
    bool flag() const;
    std::uint64_t number(std::uint64_t least, std::uint64_t most) const;
    std::uint64_t number_or_null(std::uint64_t most) const;  // from 1; null is 0

    // What one of the words stands for.
    template <typename Value>
    Value one_of(std::span<const std::pair<std::string_view, Value>> words) const {
        const std::string found = text();
        for (const auto& [word, meaning] : words) {
            if (word == found) {
                return meaning;
            }
        }
        refuse("is none of the words that belong there");
    }

    // what: "is ...".
    [[noreturn]] void refuse(std::string_view what) const;

private:
    JsonPlace(const JsonValue& value, std::string name) : value_(&value), name_(std::move(name)) {}

    const JsonValue* value_;
    std::string name_;
};

}  // namespace postern::report
