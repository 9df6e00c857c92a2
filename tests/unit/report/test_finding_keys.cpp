#include "report/finding_keys.hpp"

#include "catch.hpp"
#include "sample_report.hpp"

using namespace postern;

TEST_CASE("A finding has the fingerprint of its credential") {
    Report report;
    report.credentials = {{"c1", "", "", 1, "print"}};
    const auto prints = report::fingerprints_of(report);
    CHECK(report::fingerprint_of(test::sample_finding(), prints) == "print");
    CHECK(report::fingerprint_of(test::sample_route(), prints).empty());
    CHECK(report::fingerprint_of(test::sample_finding(), {}).empty());
}

TEST_CASE("No key is not one key") {
    Report a;
    Report b;
    CHECK_FALSE(report::have_one_key(a, b));
    a.fingerprint_key = b.fingerprint_key = "key";
    CHECK(report::have_one_key(a, b));
    b.fingerprint_key = "other";
    CHECK_FALSE(report::have_one_key(a, b));
}

TEST_CASE("The host counts where there are several, in one report or in the two") {
    Report report;
    CHECK_FALSE(report::host_counts(report, report));
    report.sources = {test::sample_source("a"), test::sample_source("b")};
    CHECK_FALSE(report::host_counts(report, report));
    report.sources[1].host = "web1";
    CHECK(report::host_counts(report, {}));
    CHECK(report::host_counts({}, report));
    Report one;
    one.sources = {test::sample_source("a")};
    one.sources[0].host = "web1";
    Report other = one;
    CHECK_FALSE(report::host_counts(one, other));
    other.sources[0].host.clear();
    CHECK_FALSE(report::host_counts(one, other));
    other.sources[0].host = "web2";
    CHECK(report::host_counts(one, other));
}

TEST_CASE("A place has a host only where it counts") {
    Report report;
    report.sources = {test::sample_source("a"), test::sample_source("b")};
    report.sources[1].host = "web1";
    const Finding finding = test::sample_finding(1);
    CHECK(report::place_key(report, finding, true) ==
          report::Key{"web1", "jira-mailserver", "b", "mailserver", "10000", "mailpassword"});
    CHECK(report::place_key(report, finding, false).front().empty());
}

TEST_CASE("A user is one at one server of one product") {
    const Finding finding = test::sample_finding();
    Finding other = finding;
    other.account.port = 25;
    CHECK(report::user_key(finding) == report::user_key(other));
    other.account.username = "";
    Finding none = finding;
    none.account.username.reset();
    CHECK(report::user_key(other) != report::user_key(none));
    CHECK(report::user_key(finding) != report::user_key(none));
}

TEST_CASE("Keys are those of the report that was written and read again") {
    Report report;
    report.sources = {test::sample_source("a")};
    Finding raw = test::sample_finding();
    Finding read = raw;
    raw.location.key = "K\xff";
    raw.account.username = "\xff";
    read.location.key = "K\\xff";
    read.account.username = "\\xff";
    CHECK(report::place_key(report, raw, true) == report::place_key(report, read, true));
    CHECK(report::user_key(raw) == report::user_key(read));
}
