// Character encodings in which the byte of a backslash may be the second half of a character.
#pragma once

#include <cstddef>
#include <string_view>

namespace postern::format {

// Quotes, tabs and line ends are never half of a character in any of them. In GB18030 characters of four
// bytes are two times a first byte and a digit, and no digit means anything here: it is read as GBK. UHC
// has second bytes in the ASCII letters only, so that each of its backslashes is one.
enum class Multibyte {
    none,  // each backslash is one: UTF-8, Latin-1, EUC ...
    shift_jis,
    big5,
    gbk,
    johab,
};

// By the names that the database systems have for them, in any case.
Multibyte postgres_encoding(std::string_view name);
Multibyte mysql_character_set(std::string_view name);

bool is_first_half(char byte, Multibyte encoding);

// Whether the text starts with a character of two bytes.
bool is_pair(std::string_view text, Multibyte encoding);
inline bool starts_with_pair(std::string_view text, Multibyte encoding) {
    return encoding != Multibyte::none && is_pair(text, encoding);  // no call for most texts
}

// Where a search through characters ended: at what was sought; else at the end of the text, or at its last
// byte when that may be half of a character.
struct CharacterSearch {
    std::size_t at = 0;
    bool found = false;
};

// The first of the ASCII characters `wanted` that is no half of another one. `from` is where a character
// starts.
CharacterSearch find_character(std::string_view text, std::string_view wanted, std::size_t from,
                               Multibyte encoding);

}  // namespace postern::format
