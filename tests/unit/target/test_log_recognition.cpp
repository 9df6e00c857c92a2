#include "target/log_recognition.hpp"

#include <string>

#include "catch.hpp"

using namespace postern;
using target::ContentKind;

namespace {

bool is_log(const std::string& text) {
    const auto found = target::recognise(text, true);
    REQUIRE(found.has_value());
    return found->kind == ContentKind::jira_log;
}

const std::string kLine = "2010-03-01 12:00:00,123 main INFO      [com.atlassian.jira.startup] Starting\n";

}  // namespace

TEST_CASE("a log of Jira is told by an entry and a name") {
    CHECK(is_log(kLine));
    CHECK(is_log("\n\tat com.example.X(X.java:1)\n****\n" + kLine));
    CHECK(is_log(
        "2026-01-05 03:00:00,001+0100 x\n2026-01-05 03:00:00.001 http-8080-1 WARN user [jira.web.x] y\r\n"));
    CHECK(is_log(
        "2012-05-01 10:00:00,001 WARN [mail] Worker-1 ServiceRunner x\nINSERT INTO public.t VALUES (1);\n"));
    CHECK_FALSE(is_log("2012-05-01 10:00:00,001 WARN [x] other program\n"));
    CHECK_FALSE(is_log("2012-05-01 10:00:00 WARN jira\n"));
    CHECK_FALSE(is_log("2012-05-01 10:00:00,001 nothing of jira\n"));
    CHECK_FALSE(is_log("x " + kLine));
    CHECK_FALSE(is_log(""));
    std::string late;
    for (int i = 0; i < 32; ++i) {
        late += "line\n";
    }
    CHECK_FALSE(is_log(late + kLine));
    CHECK(is_log(late.substr(5) + kLine));
}

TEST_CASE("a log is told as early as it can be") {
    CHECK(target::recognise_log(kLine, false)->kind == ContentKind::jira_log);
    CHECK_FALSE(target::recognise_log(kLine.substr(0, kLine.size() - 1), false).has_value());
    CHECK_FALSE(target::recognise_log("2012-05-01 10:00:00,001 WARN [x] y\n", false).has_value());
    CHECK_FALSE(target::recognise_log("x\n", false).has_value());
    std::string lines;
    for (int i = 0; i < 32; ++i) {
        lines += "SQL\n";
    }
    CHECK(target::recognise_log(lines, false)->kind == ContentKind::unknown);
}
