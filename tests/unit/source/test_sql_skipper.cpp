#include "source/sql_skipper.hpp"

#include <random>

#include "format/sql_lexer.hpp"
#include "support/read_outcome.hpp"

using namespace postern;
using format::SqlDialect;
using format::SqlTokenKind;

namespace {

// Where each statement ends, or "cut" behind them, as the skipper sees it.
std::vector<std::string> skipped(const std::string& text, const SqlDialect& dialect, std::size_t piece,
                                 std::size_t size) {
    test::MemorySource source(text, piece);
    base::ByteWindow window(source, nullptr, size);
    source::SqlSkipper skipper(window, dialect);
    std::vector<std::string> ends;
    try {
        while (skipper.skip_blanks()) {
            skipper.skip_statement();
            ends.push_back(std::to_string(window.offset()));
        }
    } catch (const base::DamagedInput&) {
        ends.emplace_back("cut");
    }
    return ends;
}

// The same from the tokens of the lexer.
std::vector<std::string> lexed(const std::string& text, const SqlDialect& dialect) {
    std::vector<std::string> ends;
    bool open = false;
    for (std::size_t at = 0;;) {
        const auto token = format::next_sql_token(text, at, dialect, true);
        at = token->end;
        if (token->kind == SqlTokenKind::cut) {
            ends.emplace_back("cut");
            return ends;
        }
        if (token->kind == SqlTokenKind::end) {
            if (open) {
                ends.emplace_back("cut");
            }
            return ends;
        }
        // The skipper passes a delimiter that is a line's end as a blank between statements.
        const bool empty_line = token->kind == SqlTokenKind::terminator && !open && dialect.delimiter == "\n";
        open = token->kind != SqlTokenKind::terminator;
        if (!open && !empty_line) {
            ends.push_back(std::to_string(token->end));
        }
    }
}

std::vector<std::string> soup_words() {
    return {"'",  "''", "\\'", "\\\\",      "\"",     "\"\"", "`",    "``",       "-- ",  "--", "-",
            "/*", "*/", "/* ", "#",         "\n",     ";",    ";;",   "$$",       "$a$",  "$",  "1",
            "E'", "e'", "xE'", "E",         "U&'",    "N'",   "b'",   "x'",       "abc ", "_x", "@",
            ",",  "(",  ")",   "/*!40101 ", "/*M!1 ", " ",    "\r\n", "\xC3\xA9", "name", "//"};
}

void compare(const SqlDialect& dialect, unsigned seed, const std::vector<std::string>& left_out,
             const std::vector<std::string>& added = {}) {
    std::mt19937 random(seed);
    std::vector<std::string> words = soup_words();
    words.insert(words.end(), added.begin(), added.end());
    std::erase_if(words, [&](const std::string& word) {
        return std::find(left_out.begin(), left_out.end(), word) != left_out.end();
    });
    for (int round = 0; round < 4000; ++round) {
        std::string text;
        const std::size_t count = 1 + random() % (round % 50 == 0 ? 200 : 14);
        for (std::size_t i = 0; i < count; ++i) {
            text += words[random() % words.size()];
        }
        CAPTURE(round, text);
        const auto expected = lexed(text, dialect);
        REQUIRE(skipped(text, dialect, 4096, 4096) == expected);
        REQUIRE(skipped(text, dialect, 1, 1 + round % 70) == expected);
    }
}

}  // namespace

TEST_CASE("skipper and lexer agree on where PostgreSQL's statements end") {
    compare(format::postgres_dialect(), 1, {"1", "$"});  // no SQL has a lone $ or a tag behind a number
    SqlDialect off = format::postgres_dialect();
    off.escapes = format::StringEscapes::postgres;
    compare(off, 2, {"1", "$", "x'", "b'", "U&'", "\\'", "\\\\"});
}

TEST_CASE("skipper and lexer agree on where MySQL's statements end") {
    compare(format::mysql_dialect(), 3, {"x'", "b'", "\\'", "\\\\", "*/", "/*!40101 ", "/*M!1 "});
    SqlDialect ansi = format::mysql_dialect();
    ansi.double_quoted_strings = false;
    ansi.escapes = format::StringEscapes::none;
    compare(ansi, 4, {"*/", "/*!40101 ", "/*M!1 "});
    for (const char* delimiter : {";;", "//"}) {
        SqlDialect other = format::mysql_dialect();
        other.delimiter = delimiter;
        compare(other, 5, {"x'", "b'", "\\'", "\\\\", "/*", "*/", "/* ", "/*!40101 ", "/*M!1 "});
    }
}

TEST_CASE("skipper and lexer agree on a delimiter that could end a word") {
    SqlDialect dialect = format::mysql_dialect();
    dialect.delimiter = "$$";
    compare(dialect, 6, {"x'", "b'", "\\'", "\\\\", "$", "$a$"});
}

// No dump has a bare name that ends in such a character before a dollar.
TEST_CASE("skipper and lexer agree on characters that end in a backslash") {
    const std::vector<std::string> never{"x'", "b'",        "1",      "$",   "$$",  "$a$",
                                         "*/", "/*!40101 ", "/*M!1 ", "U&'", "\\'", "\\\\"};
    SqlDialect off = format::postgres_dialect();
    off.escapes = format::StringEscapes::postgres;
    for (SqlDialect dialect : {format::postgres_dialect(), off, format::mysql_dialect()}) {
        for (const format::Multibyte encoding : {format::Multibyte::shift_jis, format::Multibyte::big5,
                                                 format::Multibyte::gbk, format::Multibyte::johab}) {
            dialect.encoding = encoding;
            compare(dialect, 8, never,
                    {"'\xB5\\'", "'\x95\\'", "'\xE5\\\\''", "\xE5;", "\xE5`", "'\\\xE5\\''", "\xE5"});
        }
    }
}

TEST_CASE("skipper and lexer agree on HSQLDB's lines") {
    compare(format::hsqldb_dialect(), 7, {"\r\n"});
}

TEST_CASE("a backslash outside quotes hides no quote") {
    SqlDialect off = format::postgres_dialect();
    off.escapes = format::StringEscapes::postgres;
    for (const SqlDialect& dialect : {format::mysql_dialect(), off}) {
        CHECK(skipped("a \\'x;y';z;", dialect, 1, 64) == lexed("a \\'x;y';z;", dialect));
    }
}

TEST_CASE("two dashes before a letter of another script open no comment in MySQL") {
    CHECK(skipped("SELECT 5--\xC3\xA9;SELECT 1;", format::mysql_dialect(), 1, 64).size() == 2);
}

TEST_CASE("an executable comment's end is one mark, wherever it stands") {
    for (const char* text :
         {"/*!1 a*/*/*b;*/c;", "/*!50003 SET x=1 *//*!1 SET y='*/' */;z;", "/*!1 a */ /* ; */ b;c;"}) {
        CAPTURE(text);
        CHECK(skipped(text, format::mysql_dialect(), 1, 64) == lexed(text, format::mysql_dialect()));
    }
}

TEST_CASE("an escape string is known however little is seen before it") {
    for (const char* text :
         {"xy;a E'\\';b';c;", "xy;typeE'\\';b';c;", "E'\\';b';c;", "x E'\\';b' typE'\\';c;"}) {
        for (const std::size_t piece : {1U, 2U, 3U, 100U}) {
            CAPTURE(text, piece);
            CHECK(skipped(text, format::postgres_dialect(), piece, 1) ==
                  lexed(text, format::postgres_dialect()));
        }
    }
}

TEST_CASE("a dollar quote right behind a number") {
    CHECK(skipped("SELECT 1.$$;$$;x;", format::postgres_dialect(), 1, 64) ==
          lexed("SELECT 1.$$;$$;x;", format::postgres_dialect()));
}

TEST_CASE("a dollar quote right behind another") {
    CHECK(skipped("$$a$$$b$;$b$;x;", format::postgres_dialect(), 1, 64) ==
          lexed("$$a$$$b$;$b$;x;", format::postgres_dialect()));
}

TEST_CASE("what an input ends in is told") {
    for (const char* text : {"SELECT 'a", "SELECT \"a", "SELECT $$a", "SELECT $x$a$x", "SELECT /* a",
                             "SELECT /* /* */ a", "/* a", "SELECT E'a\\'", "SELECT E'\\", "SELECT 'a''"}) {
        CAPTURE(text);
        CHECK(skipped(text, format::postgres_dialect(), 1, 64) == std::vector<std::string>{"cut"});
        CHECK(skipped(text, format::postgres_dialect(), 99, 4) == std::vector<std::string>{"cut"});
    }
}

TEST_CASE("the last line of a dump is looked for between its statements") {
    const auto is_cut = [](const std::string& text) {
        test::MemorySource source(text, 3);
        base::ByteWindow window(source, nullptr, 8);
        const SqlDialect dialect = format::postgres_dialect();
        source::SqlSkipper skipper(window, dialect);
        while (skipper.skip_blanks()) {
            skipper.skip_statement();
        }
        return skipper.is_cut_short();
    };
    CHECK_FALSE(is_cut("SELECT 1;"));
    CHECK(is_cut("-- PostgreSQL database dump\nSELECT 1;"));
    CHECK_FALSE(is_cut("-- PostgreSQL database dump\nSELECT 1;\n-- PostgreSQL database dump complete"));
    CHECK(is_cut("-- PostgreSQL database dump\nSELECT '\n-- PostgreSQL database dump complete\n';"));
    CHECK(is_cut("-- MySQL dump 10\n"));
    CHECK(is_cut("-- MariaDB dump 10\n"));
    CHECK_FALSE(is_cut("-- MariaDB dump 10\n-- Dump completed on x\n"));
    CHECK(is_cut("-- Dump completed\n-- MySQL dump 10.13\n"));
}

TEST_CASE("a statement of many megabytes passes through a small window") {
    struct Endless : base::ByteSource {
        std::size_t left = 40'000'000;
        std::size_t largest = 0;
        std::size_t read(std::span<char> buffer) override {
            largest = std::max(largest, buffer.size());
            const std::size_t count = std::min(buffer.size(), left);
            std::fill_n(buffer.data(), count, 'x');
            left -= count;
            return count;
        }
    };
    for (const char* opening : {"", "'", "\"", "$$", "/*"}) {
        Endless endless;
        struct Prefixed : base::ByteSource {
            std::string text;
            base::ByteSource* rest = nullptr;
            std::size_t read(std::span<char> buffer) override {
                if (text.empty()) {
                    return rest->read(buffer);
                }
                const std::size_t count = std::min(text.size(), buffer.size());
                std::copy_n(text.data(), count, buffer.data());
                text.erase(0, count);
                return count;
            }
        } source;
        source.text = std::string("SELECT ") + opening;
        source.rest = &endless;
        base::ByteWindow window(source, nullptr, 4096);
        const SqlDialect dialect = format::postgres_dialect();
        source::SqlSkipper skipper(window, dialect);
        REQUIRE(skipper.skip_blanks());
        try {
            skipper.skip_statement();
        } catch (const base::DamagedInput&) {
        }
        CHECK(endless.left == 0);
        CHECK(endless.largest <= 8192);
    }
}
