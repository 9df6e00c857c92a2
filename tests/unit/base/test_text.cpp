#include "base/text.hpp"

#include <chrono>

#include "catch.hpp"

using namespace postern::base;

TEST_CASE("case folds for ASCII alone") {
    CHECK(lower("MailServer_@[`\xC3\x84") == "mailserver_@[`\xC3\x84");
    CHECK(equal_without_case("MAIL", "mail"));
    CHECK_FALSE(equal_without_case("mail", "mails"));
    CHECK_FALSE(equal_without_case("@", "`"));
    CHECK(equal_without_case("", ""));
}

TEST_CASE("globs") {
    CHECK(glob_fits("", ""));
    CHECK_FALSE(glob_fits("", "x"));
    CHECK(glob_fits("*", ""));
    CHECK(glob_fits("*", "anything"));
    CHECK(glob_fits("${*}", "${x}"));
    CHECK_FALSE(glob_fits("${*}", "${x} "));
    CHECK_FALSE(glob_fits("${*}", "$}"));
    CHECK(glob_fits("*SMTP*", "com.SmtpServer"));
    CHECK(glob_fits("a*b*c", "aXbXbc"));
    CHECK_FALSE(glob_fits("a*b*c", "aXcXb"));
    CHECK(glob_fits("a**c", "ac"));
    CHECK_FALSE(glob_fits("a*a", "a"));
    CHECK(glob_fits("*.example.com", ".EXAMPLE.com"));
}

TEST_CASE("a glob with many stars takes no time to fail") {
    const auto start = std::chrono::steady_clock::now();
    CHECK_FALSE(glob_fits("*a*a*a*a*a*b", std::string(60, 'a')));
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::milliseconds(50));
}

TEST_CASE("well-formed UTF-8") {
    for (const char* good : {"", "abc", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF",
                             "\xEE\x80\x80", "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"}) {
        CHECK(is_valid_utf8(good));
    }
    for (const char* bad :
         {"\x80", "\xC0\x80", "\xC1\xBF", "\xC2", "\xC2x", "\xE0\x9F\xBF", "\xE2\x82", "\xED\xA0\x80",
          "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "a\xC3"}) {
        CHECK_FALSE(is_valid_utf8(bad));
    }
}

TEST_CASE("code points become UTF-8") {
    std::string text;
    for (const char32_t code : {0x41U, 0x7FU, 0x80U, 0x7FFU, 0x800U, 0xFFFFU, 0x10000U, 0x10FFFFU}) {
        append_utf8(text, code);
    }
    CHECK(text == "A\x7F\xC2\x80\xDF\xBF\xE0\xA0\x80\xEF\xBF\xBF\xF0\x90\x80\x80\xF4\x8F\xBF\xBF");
}

TEST_CASE("what a terminal must not see is escaped") {
    CHECK(printable("a\x1B[31m\n\t\x7F") == "a\\x1b[31m\\x0a\\x09\\x7f");
    CHECK(printable("\xC3\xA4\xE2\x82\xAC") == "\xC3\xA4\xE2\x82\xAC");
    CHECK(printable("\xFF\xC3") == "\\xff\\xc3");
    CHECK(printable("\xC2\x9B"
                    "31m") == "\\xc2\\x9b31m");
    CHECK(printable(std::string_view("\0", 1)) == "\\x00");
}
