#include "format/option_syntax.hpp"

#include <string>

#include "catch.hpp"

using namespace postern::format;

TEST_CASE("a syntax is told by the first line that says something") {
    for (const char* text :
         {"#!/bin/sh\n[Service]\n", "#! /usr/bin/env bash\n", "# c\n\nA=\"b c\"\n", "export A=b c\n",
          "if [ x ]; then\n", ": ${A:=b}\r\n", "  . ./x\n", "A=$(x y)\nB=c d", "A+=b c\n", "A=(b c)\n",
          "A=b c\nexport A\n", "A='b'\nB=\"c d\"\n", "A=b; C=d\n", "A=\"b\n c\"\n", "A=b # c\n",
          "A=b\\\nC=d e\n"}) {
        CAPTURE(text);
        CHECK(option_syntax(text) == OptionSyntax::shell);
    }
    for (const char* text : {"@echo off\r\n", "rem x\n", "REM\n", ":: x\n", "set \"A=b\"\n", "SET A=b\n",
                             "setlocal\n", "if not \"%A%\" == \"\" goto b\n", "if exist x set A=b\n"}) {
        CAPTURE(text);
        CHECK(option_syntax(text) == OptionSyntax::batch);
    }
    for (const char* text : {"[Unit]\n", "# c\n; d\n\n[Service]\r\nA=b\n"}) {
        CHECK(option_syntax(text) == OptionSyntax::systemd);
    }
    for (const char* text : {"A=b c\n", "A=it's\n", "A=-Db=\"c d\" e\n", "A=b;c d\n",
                             "# c\nA=-Xmx2g -Da=b\r\n\nB=c\n", "A=b\nB=\"c d\"\nC=d e\n"}) {
        CHECK(option_syntax(text) == OptionSyntax::environment);
    }
    for (const char* text :
         {"", "# c\n", "This is prose.\n", "-- SQL\n", "SET statement_timeout = 0;\n", "set -e\n",
          "[mysqld]\n", "a.b=c\n", "<xml/>\n", "{\"a\": 1}\n", "name: x\n", "1=2\n", "\n"}) {
        CAPTURE(text);
        CHECK(option_syntax(text) ==
              (std::string(text) == "set -e\n" ? std::optional(OptionSyntax::shell) : std::nullopt));
    }
}

TEST_CASE("comments alone say nothing") {
    CHECK(is_without_content("\n# a\r\n ;b\n"));
    CHECK_FALSE(is_without_content("# a\nb"));
}
