#include "format/multibyte.hpp"

#include "catch.hpp"

using namespace postern::format;

namespace {

std::size_t position(std::string_view text, std::string_view wanted, Multibyte encoding) {
    const CharacterSearch search = find_character(text, wanted, 0, encoding);
    return search.found ? search.at : std::string_view::npos;
}

}  // namespace

TEST_CASE("the database systems' names of encodings that hide backslashes") {
    CHECK(postgres_encoding("SJIS") == Multibyte::shift_jis);
    CHECK(postgres_encoding("shift_jis_2004") == Multibyte::shift_jis);
    CHECK(postgres_encoding("Big5") == Multibyte::big5);
    CHECK(postgres_encoding("GBK") == Multibyte::gbk);
    CHECK(postgres_encoding("GB18030") == Multibyte::gbk);
    CHECK(postgres_encoding("JOHAB") == Multibyte::johab);
    CHECK(mysql_character_set("cp932") == Multibyte::shift_jis);
    CHECK(mysql_character_set("big5") == Multibyte::big5);
    CHECK(mysql_character_set("GB18030") == Multibyte::gbk);
    for (const char* safe :
         {"", "UTF8", "utf8mb4", "latin1", "EUC_JP", "UHC", "SQL_ASCII", "binary", "ujis"}) {
        CAPTURE(safe);
        CHECK(postgres_encoding(safe) == Multibyte::none);
        CHECK(mysql_character_set(safe) == Multibyte::none);
    }
}

TEST_CASE("a backslash that is half of a character is none") {
    for (const auto& [text, encoding] :
         std::initializer_list<std::pair<const char*, Multibyte>>{{"\x95\\x\\", Multibyte::shift_jis},
                                                                  {"\xE0\\x\\", Multibyte::shift_jis},
                                                                  {"\xB1\\x\\", Multibyte::big5},
                                                                  {"\x81\\x\\", Multibyte::gbk},
                                                                  {"\x89\\x\\", Multibyte::johab}}) {
        CAPTURE(text, static_cast<int>(encoding));
        CHECK(position(text, "\\", encoding) == 3);
        CHECK(position(text, "\\", Multibyte::none) == 1);
        CHECK(starts_with_pair(text, encoding));
        CHECK_FALSE(starts_with_pair(text, Multibyte::none));
    }
}

TEST_CASE("bytes that start no character hide nothing") {
    CHECK(position("\xB1\\", "\\", Multibyte::shift_jis) == 1);  // a half-width kana
    CHECK(position("\xA0\\", "\\", Multibyte::shift_jis) == 1);
    CHECK(position("\x85\\", "\\", Multibyte::big5) == 1);
    CHECK(position("\x80\\", "\\", Multibyte::gbk) == 1);
    CHECK(position("\xFF\\", "\\", Multibyte::gbk) == 1);
    CHECK(position("\x83\\", "\\", Multibyte::johab) == 1);
}

TEST_CASE("quotes, tabs and line ends are never half of a character") {
    for (const Multibyte encoding :
         {Multibyte::shift_jis, Multibyte::big5, Multibyte::gbk, Multibyte::johab}) {
        for (const char* text : {"\xB5'", "\xB5\"", "\xB5\t", "\xB5\n", "\xE5,", "\xE5)"}) {
            CAPTURE(text, static_cast<int>(encoding));
            CHECK_FALSE(starts_with_pair(text, encoding));
            CHECK(position(text, "'\"\t\n,)", encoding) == 1);
        }
    }
}

TEST_CASE("characters are told apart from the first on") {
    CHECK(position("\x95\x95\\", "\\", Multibyte::shift_jis) == 2);
    CHECK(position("\x95\x95\x95\\\\", "\\", Multibyte::shift_jis) == 4);
    CHECK(position("a\\\x95", "\\", Multibyte::shift_jis) == 1);
    CHECK(position("\x81\x30\x81\x30\\", "\\", Multibyte::gbk) == 4);  // four bytes of GB18030
    CHECK(position("\x81\x30\x95\\\\", "\\", Multibyte::gbk) == 4);
}

TEST_CASE("half a character at the end is left for later") {
    const CharacterSearch half = find_character("ab\x95", "\\", 0, Multibyte::shift_jis);
    CHECK_FALSE(half.found);
    CHECK(half.at == 2);
    const CharacterSearch whole = find_character("a\x95\\", "\\", 0, Multibyte::shift_jis);
    CHECK_FALSE(whole.found);
    CHECK(whole.at == 3);
    CHECK(find_character("", "\\", 0, Multibyte::gbk).at == 0);
    CHECK(find_character("abc", "\\", 0, Multibyte::none).at == 3);
    CHECK(find_character("abc", "\\", 5, Multibyte::none).at == 3);
    CHECK_FALSE(find_character("abc", "\\", 5, Multibyte::gbk).found);
}
