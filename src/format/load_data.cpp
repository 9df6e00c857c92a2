#include "format/load_data.hpp"

#include <array>
#include <cstddef>
#include <utility>

#include "postern/error.hpp"

namespace postern::format {

namespace {

using LetterMeaning = std::pair<char, char>;

constexpr std::array<LetterMeaning, 6> kLetters{
    {{'0', '\0'}, {'b', '\b'}, {'n', '\n'}, {'r', '\r'}, {'t', '\t'}, {'Z', '\x1A'}}};

// What stands for itself behind the escape character, unless it is one of the letters.
char escaped(char letter) {
    for (const auto& [name, meaning] : kLetters) {
        if (letter == name) {
            return meaning;
        }
    }
    return letter;
}

// Its first byte, escaped, would mean something else.
bool is_ambiguous(const std::string& terminator, const LoadDataOptions& options) {
    const char first = terminator[0];
    const bool is_letter = first == 'N' || escaped(first) != first;
    return (is_letter && !options.fields_escaped.empty()) ||
           options.fields_escaped == terminator.substr(0, 1) ||
           options.fields_enclosed == terminator.substr(0, 1);
}

bool is_enclosed(std::string_view field, const LoadDataOptions& options) {
    return !options.fields_enclosed.empty() && field.size() >= 2 &&
           field.starts_with(options.fields_enclosed);
}

std::string_view without_quotes(std::string_view field, const LoadDataOptions& options) {
    return is_enclosed(field, options) ? field.substr(1, field.size() - 2) : field;
}

// The bytes that must not stand in a field as they are.
std::string special_bytes(const LoadDataOptions& options) {
    std::string special = options.fields_escaped + options.fields_enclosed;
    special += options.lines_terminated[0];
    if (options.fields_enclosed.empty()) {
        special += options.fields_terminated[0];
    }
    return special;
}

std::string escape(const std::string& value, const LoadDataOptions& options) {
    const std::string special = special_bytes(options);
    std::string field;
    for (const char c : value) {
        if (c == '\0' || special.find(c) != std::string::npos) {
            field += options.fields_escaped;
        }
        field += c == '\0' ? '0' : c;
    }
    return field;
}

std::string without_escapes(const std::string& value, const LoadDataOptions& options) {
    std::string field;
    for (const char c : value) {
        field += c;
        if (options.fields_enclosed.starts_with(c)) {
            field += c;
        }
    }
    if (options.fields_enclosed.empty() &&
        (value == "NULL" || value.find_first_of(special_bytes(options)) != std::string::npos)) {
        throw Error(ErrorKind::failed, "a value cannot be written to a file without quotes or escapes");
    }
    return field;
}

}  // namespace

std::string_view load_data_fault(const LoadDataOptions& options) {
    if (options.fields_enclosed.size() > 1 || options.fields_escaped.size() > 1) {
        return "ENCLOSED BY or ESCAPED BY is longer than one byte";
    }
    if (options.fields_terminated.empty() || options.lines_terminated.empty()) {
        return "fields or lines have no terminator";
    }
    if (!options.fields_enclosed.empty() && options.fields_enclosed == options.fields_escaped) {
        return "ENCLOSED BY and ESCAPED BY are the same";
    }
    if (is_ambiguous(options.fields_terminated, options) || is_ambiguous(options.lines_terminated, options)) {
        return "a terminator cannot be told from what is escaped or enclosed";
    }
    return {};
}

bool is_load_data_null(std::string_view field, const LoadDataOptions& options) {
    if (field == "NULL") {
        return !options.fields_enclosed.empty() || options.fields_escaped.empty();
    }
    const std::string_view inner = without_quotes(field, options);
    return !options.fields_escaped.empty() && inner.size() == 2 &&
           inner.starts_with(options.fields_escaped) && inner[1] == 'N';
}

void append_decoded_load_data(std::string_view field, const LoadDataOptions& options, std::string& value) {
    const bool enclosed = is_enclosed(field, options);
    std::string_view rest = without_quotes(field, options);
    const std::string special = options.fields_escaped + (enclosed ? options.fields_enclosed : std::string());
    while (true) {
        const std::size_t at = rest.find_first_of(special);
        value += rest.substr(0, at);
        if (at == std::string_view::npos) {
            return;
        }
        const char found = rest[at];
        const bool is_escape = options.fields_escaped.starts_with(found);
        rest.remove_prefix(at + 1);
        if (rest.empty() || (!is_escape && rest[0] != found)) {
            value += found;
        } else {
            value += is_escape ? escaped(rest[0]) : found;
            rest.remove_prefix(1);
        }
    }
}

std::string encode_load_data(const std::optional<std::string>& value, const LoadDataOptions& options) {
    if (!value) {
        return options.fields_escaped.empty() ? "NULL" : options.fields_escaped + "N";
    }
    const std::string inner =
        options.fields_escaped.empty() ? without_escapes(*value, options) : escape(*value, options);
    return options.fields_enclosed + inner + options.fields_enclosed;
}

}  // namespace postern::format
