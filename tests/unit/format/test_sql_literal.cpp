#include "format/sql_literal.hpp"

#include <random>

#include "catch.hpp"
#include "postern/error.hpp"

using namespace postern::format;

namespace {

std::string decoded(std::string_view inner, StringEscapes escapes, char quote = '\'') {
    std::string value;
    append_decoded_string(inner, quote, escapes, value);
    return value;
}

const StringEscapes kAll[] = {StringEscapes::none, StringEscapes::postgres, StringEscapes::mysql,
                              StringEscapes::hsqldb};

}  // namespace

TEST_CASE("standard strings have but the doubled quote") {
    CHECK(decoded("it''s \\n \\", StringEscapes::none) == "it's \\n \\");
    CHECK(decoded("''''", StringEscapes::none) == "''");
    CHECK(decoded("a\"\"b''", StringEscapes::none, '"') == "a\"b''");
    CHECK(decoded("", StringEscapes::none) == "");
}

TEST_CASE("PostgreSQL's escapes") {
    CHECK(decoded("\\b\\f\\n\\r\\t\\\\\\'\\q''", StringEscapes::postgres) == "\b\f\n\r\t\\'q'");
    CHECK(decoded("\\101\\60\\x41\\x4g\\xg", StringEscapes::postgres) == "A0A\x04gxg");
    CHECK(decoded("\\u00e9\\U0001F600\\u12", StringEscapes::postgres) == "\xC3\xA9\xF0\x9F\x98\x80u12");
}

TEST_CASE("PostgreSQL's escapes for surrogates make one character") {
    CHECK(decoded("\\uD83D\\uDE00", StringEscapes::postgres) == "\xF0\x9F\x98\x80");
    CHECK(decoded("\\D83D\\DE00", StringEscapes::unicode) == "\xF0\x9F\x98\x80");
}

TEST_CASE("U& escapes") {
    CHECK(decoded("d\\0061t\\+000061 \\\\ ''", StringEscapes::unicode) == "data \\ '");
    CHECK(decoded("\\zz", StringEscapes::unicode) == "\\zz");
}

TEST_CASE("MySQL's escapes") {
    CHECK(decoded("\\0\\b\\n\\r\\t\\Z\\\\\\'\\\"\\%\\_\\q''", StringEscapes::mysql) ==
          std::string("\0\b\n\r\t\x1A\\'\"\\%\\_q'", 15));
    CHECK(decoded("tail\\\\", StringEscapes::mysql) == "tail\\");
    CHECK(decoded("a\"\"b\\\"", StringEscapes::mysql, '"') == "a\"b\"");
}

TEST_CASE("HSQLDB's escapes") {
    CHECK(decoded("\\u00e9\\ud83d\\ude00\\u004A\\n\\uZZ\\", StringEscapes::hsqldb) ==
          "\xC3\xA9\xF0\x9F\x98\x80J\\n\\uZZ\\");
    CHECK(decoded("\\ud83dx", StringEscapes::hsqldb).ends_with("x"));
}

TEST_CASE("digits become bytes") {
    std::string value;
    CHECK(append_decoded_hex("4142fF00", value));
    CHECK(value == std::string("AB\xFF\0", 4));
    for (const char* bad : {"4", "4g", "414", "0x41"}) {
        std::string other;
        CHECK_FALSE(append_decoded_hex(bad, other));
    }
    CHECK(append_decoded_hex("", value));
}

TEST_CASE("literals are written as the dump programs write them") {
    for (const StringEscapes escapes : kAll) {
        CHECK(encode_string(std::nullopt, escapes) == "NULL");
        CHECK(encode_string("", escapes) == "''");
    }
    CHECK(encode_string("it's \\ \n\"", StringEscapes::none) == "'it''s \\ \n\"'");
    CHECK(encode_string("it's \\ \n", StringEscapes::postgres) == "'it''s \\\\ \n'");
    CHECK(encode_string(std::string("it's \"\\\0\n\r\x1A\t\b%_", 15), StringEscapes::mysql) ==
          "'it\\'s \\\"\\\\\\0\\n\\r\\Z\t\b%_'");
    CHECK(encode_string("it's \\ \\u0041 \xC3\xA9\xF0\x9F\x98\x80\n", StringEscapes::hsqldb) ==
          "'it''s \\ \\u005cu0041 \\u00e9\\ud83d\\ude00\\u000a'");
    CHECK_THROWS_AS(encode_string(std::string("\0", 1), StringEscapes::none), postern::Error);
    CHECK_THROWS_AS(encode_string(std::string("\0", 1), StringEscapes::postgres), postern::Error);
}

TEST_CASE("any value comes back, and its literal has no lone quote") {
    std::mt19937 random(1);
    for (int round = 0; round < 4000; ++round) {
        std::string value;
        const std::size_t pieces = random() % 12;
        for (std::size_t i = 0; i < pieces; ++i) {
            const char* parts[] = {"'",
                                   "''",
                                   "\\",
                                   "\\\\",
                                   "\\u",
                                   "u0041",
                                   "\n",
                                   "\r",
                                   "\t",
                                   "\"",
                                   "\x1A",
                                   "\xC3\xA9",
                                   "\xF0\x9F\x98\x80",
                                   "a",
                                   "0",
                                   "%",
                                   "\x01",
                                   "\x7F"};
            value += parts[random() % std::size(parts)];
        }
        for (const StringEscapes escapes : kAll) {
            CAPTURE(value, static_cast<int>(escapes));
            const std::string literal = encode_string(value, escapes);
            REQUIRE(literal.size() >= 2);
            CHECK(decoded(literal.substr(1, literal.size() - 2), escapes) == value);
        }
    }
}

TEST_CASE("a decoded string is never longer than its inside") {
    std::mt19937 random(2);
    for (int round = 0; round < 5000; ++round) {
        std::string inner;
        const std::size_t length = random() % 20;
        for (std::size_t i = 0; i < length; ++i) {
            inner += "\\\\\\'uUx+0Ddfab8n%_Z\""[random() % 20];
        }
        for (const StringEscapes escapes :
             {StringEscapes::none, StringEscapes::postgres, StringEscapes::unicode, StringEscapes::mysql,
              StringEscapes::hsqldb}) {
            CAPTURE(inner, static_cast<int>(escapes));
            CHECK(decoded(inner, escapes).size() <= inner.size());
        }
    }
}

TEST_CASE("a backslash within a character is no escape of a string") {
    const auto read = [](std::string_view inner, StringEscapes escapes) {
        std::string value;
        append_decoded_string(inner, '\'', escapes, value, Multibyte::shift_jis);
        return value;
    };
    for (const StringEscapes escapes : {StringEscapes::postgres, StringEscapes::mysql, StringEscapes::none}) {
        CHECK(read("\x95\\", escapes) == "\x95\\");
        CHECK(read("\x95\\''n", escapes) == "\x95\\'n");
    }
    CHECK(read("\x95\\\\n", StringEscapes::postgres) == "\x95\\\n");
    CHECK(read("\\\x95\\\\n", StringEscapes::postgres) == "\x95\\\n");
    CHECK(read("\\\x95\\\\n", StringEscapes::mysql) == "\x95\\n");
    CHECK(encode_string("\x95\\'", StringEscapes::mysql, Multibyte::shift_jis) == "'\x95\\\\''");
    CHECK(encode_string("\x95'", StringEscapes::mysql, Multibyte::shift_jis) == "'\\\x95\\''");
    CHECK(encode_string("\x95\\'\\", StringEscapes::postgres, Multibyte::shift_jis) == "'\x95\\''\\\\'");
}

TEST_CASE("any value of a multibyte encoding comes back from its literal") {
    std::mt19937 random(3);
    for (const Multibyte encoding :
         {Multibyte::shift_jis, Multibyte::big5, Multibyte::gbk, Multibyte::johab}) {
        for (const StringEscapes escapes :
             {StringEscapes::none, StringEscapes::postgres, StringEscapes::mysql}) {
            for (int round = 0; round < 2000; ++round) {
                std::string value(random() % 12, '\0');
                for (char& c : value) {
                    c = "\\\\'\"\nn1\x81\x95\xB1\xE5\xFF"[random() % 12];
                }
                const std::string literal = encode_string(value, escapes, encoding);
                CAPTURE(value, literal, static_cast<int>(encoding), static_cast<int>(escapes));
                std::string again;
                append_decoded_string(std::string_view(literal).substr(1, literal.size() - 2), '\'', escapes,
                                      again, encoding);
                CHECK(again == value);
            }
        }
    }
}

TEST_CASE("what no escaping program writes between double quotes") {
    for (const char* literal : {"\"it''s\"", "\"C:\\dir\"", "\"\\\\\\x\"", "\"a''\""}) {
        CAPTURE(literal);
        CHECK(may_lack_mysql_escapes(literal));
    }
    for (const char* literal : {"\"\"", "\"it's\"", "\"it\\'s \\'\\'\"",
                                "\"\\0\\n\\r\\Z\\\\\\\"\\%\\_\\b\\t\"", "'it''s'", "'\\d'", "\"\\\\d\""}) {
        CAPTURE(literal);
        CHECK_FALSE(may_lack_mysql_escapes(literal));
    }
}
