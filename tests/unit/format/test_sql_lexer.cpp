#include "format/sql_lexer.hpp"

#include <random>

#include "catch.hpp"

using namespace postern::format;

namespace {

using Words = std::vector<std::string>;

// Every token, marked with its kind: w(ord) n(ame) s(tring) d(igits) y(mbol) t(erminator) c(ut).
Words tokens(std::string_view text, const SqlDialect& dialect) {
    Words all;
    for (std::size_t at = 0;;) {
        const auto token = next_sql_token(text, at, dialect, true);
        REQUIRE(token.has_value());
        if (token->kind == SqlTokenKind::end) {
            return all;
        }
        REQUIRE(token->end > token->begin);
        all.push_back(std::string(1, "wnsdytec"[static_cast<int>(token->kind)]) + ':' +
                      std::string(text.substr(token->begin, token->end - token->begin)));
        if (token->kind == SqlTokenKind::cut) {
            return all;
        }
        at = token->end;
    }
}

std::string value(std::string_view token, const SqlDialect& dialect) {
    std::string result;
    return append_string_value(token, dialect, result) ? result : "(none)";
}

}  // namespace

TEST_CASE("PostgreSQL's tokens") {
    const SqlDialect pg = postgres_dialect();
    CHECK(tokens("INSERT INTO \"a \"\"b\".t1$x VALUES (-1.5e3, 'it''s');", pg) ==
          Words{"w:INSERT", "w:INTO", "n:\"a \"\"b\"", "y:.", "w:t1$x", "w:VALUES", "y:(", "y:-", "d:1.5e3",
                "y:,", "s:'it''s'", "y:)", "t:;"});
    CHECK(tokens("E'\\'' e'\\\\' N'a' U&'\\' u&'x' B'01' x'aF' date'x'", pg) ==
          Words{"s:E'\\''", "s:e'\\\\'", "s:N'a'", "s:U&'\\'", "s:u&'x'", "s:B'01'", "s:x'aF'", "w:date",
                "s:'x'"});
    CHECK(tokens("$$a'$$ $t$ $$ $t $t$ $1 a$t$ $\xC3\xA9$x$\xC3\xA9$ $", pg) ==
          Words{"s:$$a'$$", "s:$t$ $$ $t $t$", "y:$", "d:1", "w:a$t$", "s:$\xC3\xA9$x$\xC3\xA9$", "y:$"});
    CHECK(tokens("a--b'\nc/*d/*e*/f'*/g - h / i * # `", pg) ==
          Words{"w:a", "w:c", "w:g", "y:-", "w:h", "y:/", "w:i", "y:*", "y:#", "y:`"});
    CHECK(tokens("--last", pg).empty());
    CHECK(tokens("", pg).empty());
    CHECK(tokens(" \t\r\n\v\f", pg).empty());
}

TEST_CASE("plain strings have escapes once standard_conforming_strings is off") {
    SqlDialect pg = postgres_dialect();
    CHECK(tokens("'a\\' 'b'", pg) == Words{"s:'a\\'", "s:'b'"});
    pg.escapes = StringEscapes::postgres;
    CHECK(tokens("'a\\' 'c'", pg) == Words{"s:'a\\' '", "w:c", "c:'"});
    CHECK(tokens("'\\\\' \"a\\\" b", pg) == Words{"s:'\\\\'", "n:\"a\\\"", "w:b"});
}

TEST_CASE("MySQL's tokens") {
    const SqlDialect mysql = mysql_dialect();
    CHECK(tokens("`a``b` 'c\\'d''' \"e\\\"'\" _binary 'x' 0x4142 @@a N'\\''", mysql) ==
          Words{"n:`a``b`", "s:'c\\'d'''", "s:\"e\\\"'\"", "w:_binary", "s:'x'", "d:0x4142", "w:@@a",
                "s:N'\\''"});
    CHECK(tokens("a # '\nb -- '\nc --d --\ne --", mysql) ==
          Words{"w:a", "w:b", "w:c", "y:-", "y:-", "w:d", "w:e"});
    CHECK(tokens("/*!40101 SET a=1 */; /*M!100100 b*/ /*!c*/ /* /* d */ e", mysql) ==
          Words{"w:SET", "w:a", "y:=", "d:1", "t:;", "w:b", "w:c", "w:e"});
    CHECK(tokens("/*N!1 a*/ b * c", mysql) == Words{"w:b", "y:*", "w:c"});
    SqlDialect ansi = mysql;
    ansi.double_quoted_strings = false;
    CHECK(tokens("\"a\\\" 'b'", ansi) == Words{"n:\"a\\\"", "s:'b'"});
}

TEST_CASE("delimiters of more than one character") {
    SqlDialect mysql = mysql_dialect();
    mysql.delimiter = ";;";
    CHECK(tokens("a; b;; c", mysql) == Words{"w:a", "y:;", "w:b", "t:;;", "w:c"});
    mysql.delimiter = "//";
    CHECK(tokens("a/b// '//' /* // */ c", mysql) == Words{"w:a", "y:/", "w:b", "t://", "s:'//'", "w:c"});
    mysql.delimiter = "$$";
    CHECK(tokens("END$$ 1$$ a$b $$", mysql) == Words{"w:END", "t:$$", "d:1", "t:$$", "w:a$b", "t:$$"});
}

TEST_CASE("HSQLDB ends a statement with the line") {
    CHECK(tokens("A('x\\'),-1\nB -- c\nD", hsqldb_dialect()) ==
          Words{"w:A", "y:(", "s:'x\\'", "y:)", "y:,", "y:-", "d:1", "t:\n", "w:B", "t:\n", "w:D"});
}

TEST_CASE("what the text cuts is a cut") {
    for (const char* text :
         {"'a", "'a''", "\"a", "$$a", "$x$a$x", "E'a\\'", "E'\\", "/* a", "/* /* */", "/*", "B'"}) {
        const Words found = tokens(text, postgres_dialect());
        REQUIRE(found.size() == 1);
        CHECK(found[0][0] == 'c');
    }
    for (const char* text : {"`a", "\"a\\\"", "'\\'"}) {
        CHECK(tokens(text, mysql_dialect()).back()[0] == 'c');
    }
}

// With only a part of the text in sight the answer is the same, or that more is needed.
TEST_CASE("a token is told only when nothing behind it could change it") {
    const std::vector<std::string> texts{
        "E'a''b\\'c' U&'x' $t$a$t$b$t$ a--b\n/* /* */ */ 'c''' \"d\"\"\" 1.5e3; $1 - / * abc -1 x'1' n'2'",
        "`a``b` \"c\"\"d\" 'e\\'f''' # g\n-- h\n--i/*!40101 j*/ /*M!1 k */ /* l */ 0x41; * / - _binary 'm' "
        "N'n' a"};
    for (const SqlDialect& dialect : {postgres_dialect(), mysql_dialect(), hsqldb_dialect()}) {
        for (const std::string& text : texts) {
            for (std::size_t at = 0;;) {
                const auto whole = next_sql_token(text, at, dialect, true);
                for (std::size_t seen = at; seen <= text.size(); ++seen) {
                    const auto part =
                        next_sql_token(std::string_view(text).substr(0, seen), at, dialect, false);
                    CAPTURE(text.substr(at), seen - at);
                    CHECK((!part || (part->kind == whole->kind && part->begin == whole->begin &&
                                     part->end == whole->end)));
                }
                if (whole->kind == SqlTokenKind::end || whole->kind == SqlTokenKind::cut) {
                    break;
                }
                at = whole->end;
            }
        }
    }
}

TEST_CASE("a delimiter and a number's point are told only when they are seen whole") {
    SqlDialect mysql = mysql_dialect();
    for (const char* delimiter : {";;", "//", "$$"}) {
        mysql.delimiter = delimiter;
        CAPTURE(delimiter);
        CHECK_FALSE(next_sql_token(std::string_view(delimiter, 1), 0, mysql, false).has_value());
    }
    CHECK_FALSE(next_sql_token(".", 0, mysql, false).has_value());
}

TEST_CASE("names and strings have their values") {
    CHECK(unquoted_name("\"a\"\"b\"") == "a\"b");
    CHECK(unquoted_name("`a``b`") == "a`b");
    CHECK(unquoted_name("plain") == "plain");
    CHECK(unquoted_name("") == "");
    const SqlDialect pg = postgres_dialect();
    CHECK(value("'it''s\\'", pg) == "it's\\");
    CHECK(value("E'it\\'s'", pg) == "it's");
    CHECK(value("u&'\\0041'", pg) == "A");
    CHECK(value("$x$a$$b$x$", pg) == "a$$b");
    CHECK(value("$$$$", pg) == "");
    CHECK(value("x'4142'", pg) == "AB");
    CHECK(value("X'414'", pg) == "(none)");
    CHECK(value("b'01'", pg) == "(none)");
    CHECK(value("N'a'", pg) == "a");
    CHECK(value("\"a\\\"b\"", mysql_dialect()) == "a\"b");
}

TEST_CASE("a string of five megabytes is one token") {
    const std::string text = "'" + std::string(5'000'000, 'x') + "'';/*--$$' rest";
    const auto token = next_sql_token(text, 0, postgres_dialect(), true);
    CHECK(token->kind == SqlTokenKind::string);
    CHECK(text.substr(token->end) == " rest");
}

TEST_CASE("a string may end in a character that ends in a backslash") {
    SqlDialect mysql = mysql_dialect();
    mysql.encoding = Multibyte::shift_jis;
    CHECK(tokens("'\x95\\','\x94\\\\'' `a` \x83`b \"\x95\\\"", mysql) ==
          Words{"s:'\x95\\'", "y:,", "s:'\x94\\\\''", "n:`a`", "w:\x83`b", "s:\"\x95\\\""});
    CHECK(tokens("'\\\x95\\'' a", mysql) == Words{"s:'\\\x95\\''", "w:a"});
    SqlDialect pg = postgres_dialect();
    pg.encoding = Multibyte::shift_jis;
    CHECK(tokens("E'\x95\\' '\\' E'\\\x95\\' a", pg) ==
          Words{"s:E'\x95\\'", "s:'\\'", "s:E'\\\x95\\'", "w:a"});
    CHECK(value("E'\x95\\\\n'", pg) == "\x95\\\n");
    for (const SqlDialect& dialect : {mysql, pg}) {  // the second half is not in sight
        CHECK_FALSE(next_sql_token("E'\x95", 0, dialect, false).has_value());
        CHECK_FALSE(next_sql_token("'ab\x95", 0, dialect, false).has_value());
    }
}
