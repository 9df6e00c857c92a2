#include "format/option_quoting.hpp"

#include "catch.hpp"

using namespace postern::format;

namespace {

std::string quoted(std::string_view text, OptionSyntax syntax, Quoting quoting, bool splits = true,
                   char inner = '\0') {
    return quoted_option(text, {syntax, quoting, splits, inner}).value_or("(refused)");
}

}  // namespace

TEST_CASE("harmless text is written as it is") {
    for (const OptionSyntax syntax :
         {OptionSyntax::shell, OptionSyntax::batch, OptionSyntax::systemd, OptionSyntax::environment}) {
        for (const Quoting quoting : {Quoting::none, Quoting::single_quotes, Quoting::double_quotes}) {
            CHECK(quoted("localhost", syntax, quoting) == "localhost");
            CHECK(quoted("", syntax, quoting).empty());
            CHECK(quoted("a-b.c:25/d@e,f+g=h_", syntax, quoting, false) == "a-b.c:25/d@e,f+g=h_");
        }
    }
}

TEST_CASE("text is quoted for a shell and for the one behind it") {
    const auto shell = OptionSyntax::shell;
    CHECK(quoted("a b", shell, Quoting::none, false) == "'a b'");
    CHECK(quoted("a'b", shell, Quoting::none, false) == "'a'\\''b'");
    CHECK(quoted("a'b", shell, Quoting::single_quotes, false) == "a'\\''b");
    CHECK(quoted("a\"$`\\b", shell, Quoting::double_quotes, false) == "a\\\"\\$\\`\\\\b");
    CHECK(quoted("a b", shell, Quoting::double_quotes) == "'a b'");
    CHECK(quoted("a b", shell, Quoting::single_quotes) == "'\\''a b'\\''");
    CHECK(quoted("a$b", shell, Quoting::double_quotes) == "'a\\$b'");
    CHECK(quoted("a\"b", shell, Quoting::double_quotes, true, '"') == "a\\\\\\\"b\\\"");
    CHECK(quoted("a'b", shell, Quoting::double_quotes, true, '\'') == "a'\\\\''b'");
}

TEST_CASE("text is quoted for a batch file, or refused") {
    const auto batch = OptionSyntax::batch;
    CHECK(quoted("C:\\a", batch, Quoting::double_quotes) == "C:\\a");
    CHECK(quoted("a b%", batch, Quoting::double_quotes) == "\"a b%%\"");
    CHECK(quoted("a&b", batch, Quoting::none, true, '"') == "a&b\"");
    for (const char* text : {"a\"b", "a\nb", "a!b", "a\rb"}) {
        CHECK(quoted(text, batch, Quoting::none) == "(refused)");
    }
}

TEST_CASE("text is quoted for systemd") {
    const auto systemd = OptionSyntax::systemd;
    CHECK(quoted("a b\n%$\\\"'", systemd, Quoting::double_quotes, false) == "a b\\x0a%%$$\\\\\\\"\\'");
    CHECK(quoted("a b", systemd, Quoting::none, false) == "a\\x20b");
    CHECK(quoted("a b", systemd, Quoting::double_quotes) == "\\'a b\\'");
    CHECK(quoted("$", systemd, Quoting::double_quotes) == "\\'$\\'");
}

TEST_CASE("text is quoted for an environment file, or refused") {
    const auto environment = OptionSyntax::environment;
    CHECK(quoted("a b", environment, Quoting::none) == "'a b'");
    CHECK(quoted("a\"b", environment, Quoting::double_quotes, false) == "a\\\"b");
    CHECK(quoted("a b", environment, Quoting::single_quotes) == "(refused)");
    CHECK(quoted("a\nb", environment, Quoting::none) == "(refused)");
}
