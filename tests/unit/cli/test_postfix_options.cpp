#include "cli/postfix_options.hpp"

#include <functional>

#include "catch.hpp"
#include "postern/error.hpp"

using namespace postern;
using cli::PostfixOptions;

namespace {

std::string refusal(const std::function<void(PostfixOptions&)>& change, bool has_targets = true) {
    PostfixOptions options;
    options.folder = "relay";
    change(options);
    try {
        cli::check_combination(options, has_targets);
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::usage);
        CHECK_FALSE(error.hint().empty());
        return error.what();
    }
    return {};
}

}  // namespace

TEST_CASE("usual ways are fine") {
    const auto nothing = [](PostfixOptions&) {};
    CHECK(refusal(nothing).empty());
    CHECK(refusal([](PostfixOptions& o) { o.blackhole = true; }, false).empty());
    CHECK(refusal([](PostfixOptions& o) { o.blackhole = true; }).empty());
    CHECK(refusal([](PostfixOptions& o) { o.direct = true; }, false).empty());
    CHECK(refusal([](PostfixOptions& o) { o.fragment = true; }).empty());
    CHECK(refusal([](PostfixOptions& o) { o.instance = "jira"; }).empty());
    CHECK(refusal([](PostfixOptions& o) {
              o.blackhole = true;
              o.testers = {"qa@example.com"};
              o.mailbox_owner = "1000:1000";
              o.keep_days = 3;
          }).empty());
    CHECK(refusal(
              [](PostfixOptions& o) {
                  o.blackhole = o.direct = true;
                  o.testers = {"qa@example.com"};
              },
              false)
              .empty());
}

TEST_CASE("what is missing is told") {
    const auto nothing = [](PostfixOptions&) {};
    CHECK(refusal(nothing, false) == "no target to take accounts from");
    CHECK(refusal([](PostfixOptions& o) { o.folder = ""; }) == "--postfix-dir takes a folder");
    CHECK(refusal([](PostfixOptions& o) { o.fragment = true; }, false) == "no target to take accounts from");
    CHECK(refusal(
              [](PostfixOptions& o) {
                  o.blackhole = true;
                  o.testers = {"qa@example.com"};
              },
              false) == "no target to take an account from for --allow");
}

TEST_CASE("what does not go together is told") {
    CHECK(refusal([](PostfixOptions& o) { o.blackhole = o.direct = true; }) ==
          "--blackhole and --direct are opposites");
    CHECK(refusal([](PostfixOptions& o) { o.fragment = o.blackhole = true; }) ==
          "--fragment is for accounts only");
    CHECK(refusal([](PostfixOptions& o) { o.fragment = o.direct = true; }) ==
          "--fragment is for accounts only");
    CHECK(refusal([](PostfixOptions& o) {
              o.fragment = true;
              o.instance = "jira";
          }) == "--fragment and --multi-instance are opposites");
    CHECK(refusal([](PostfixOptions& o) { o.testers = {"qa@example.com"}; }) ==
          "--allow goes with --blackhole");
    CHECK(refusal([](PostfixOptions& o) {
              o.direct = true;
              o.testers = {"qa@example.com"};
          }) == "--allow goes with --blackhole");
    CHECK(refusal([](PostfixOptions& o) { o.mailbox_owner = "1000:1000"; }) ==
          "--mailbox-owner and --keep-days go with --blackhole");
    CHECK(refusal([](PostfixOptions& o) { o.keep_days = 3; }) ==
          "--mailbox-owner and --keep-days go with --blackhole");
}
