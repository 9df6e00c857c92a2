#include "report/report_merge.hpp"

#include <algorithm>

#include "catch.hpp"
#include "report/json_report.hpp"
#include "report/report_shards.hpp"
#include "sample_report.hpp"
#include "support/memory_stream.hpp"

using namespace postern;

namespace {

std::string json_of(const Report& report) {
    test::MemorySink sink;
    report::write_json(report, sink);
    return sink.text;
}

// One source with one credential.
Report sample(const std::string& host, const std::string& path, const std::string& key,
              const std::string& print) {
    Report report;
    report.version = "0.1.0";
    report.started = "2026-11-29T02:00:00Z";
    report.fingerprint_key = key;
    report.rules = {{"jira-mailserver", "Title", "Risk", {}}};
    report.sources = {test::sample_source(path)};
    report.sources[0].host = host;
    report.sources[0].modified = 1000;
    report.credentials = {{"c1", "jira@example.org", "smtp.example.org", 1, print}};
    report.findings = {test::sample_finding()};
    report.findings[0].id = path;
    return report;
}

Report merged(std::vector<Report> reports) {
    return report::merge_reports(std::move(reports), "0.1.0");
}

bool any_note(const Report& report, std::string_view start) {
    return std::any_of(report.notes.begin(), report.notes.end(),
                       [start](const std::string& note) { return note.starts_with(start); });
}

}  // namespace

TEST_CASE("A report alone is what it was, and twice it is one") {
    const Report one = sample("a", "x", "key", "print");
    CHECK(json_of(merged({one})) == json_of(one));
    CHECK(json_of(merged({one, one})) == json_of(one));
    CHECK(json_of(merged({})) == json_of(report::merge_reports({}, "0.1.0")));
}

TEST_CASE("The order of the reports does not matter") {
    std::vector<Report> reports = {sample("b", "x", "key", "1"), sample("a", "y", "key", "2"),
                                   sample("a", "x", "", ""), sample("c", "x", "other", "1")};
    reports[1].started = "2026-11-28T02:00:00Z";
    reports[2].notes = {"One."};
    reports[3].notes = {"Two."};
    const std::string expected = json_of(merged(reports));
    std::sort(reports.begin(), reports.end(),
              [](const Report& a, const Report& b) { return json_of(a) < json_of(b); });
    do {
        CHECK(json_of(merged(reports)) == expected);
    } while (std::next_permutation(reports.begin(), reports.end(),
                                   [](const Report& a, const Report& b) { return json_of(a) < json_of(b); }));
    CHECK(merged(reports).started == "2026-11-28T02:00:00Z");
    CHECK(merged(reports).notes.size() == 3);
}

TEST_CASE("The same fingerprint under the same key is one credential") {
    const Report whole = merged({sample("a", "x", "key", "print"), sample("b", "x", "key", "print"),
                                 sample("c", "x", "key", "print2")});
    REQUIRE(whole.credentials.size() == 2);
    CHECK(whole.credentials[0].places == 2);
    CHECK(whole.findings[1].secret->credential == "c1");
    CHECK(whole.findings[2].secret->credential == "c2");
    CHECK(whole.fingerprint_key == "key");
    CHECK(whole.notes.empty());
    CHECK(whole.rules.size() == 1);
}

TEST_CASE("Without a key, or with different ones, credentials stay apart, and it is said") {
    for (const auto& [key, other] : {std::pair("", ""), std::pair("key", ""), std::pair("key", "other")}) {
        CAPTURE(key, other);
        const Report whole = merged({sample("a", "x", key, "print"), sample("b", "x", other, "print")});
        CHECK(whole.credentials.size() == 2);
        CHECK(whole.fingerprint_key.empty());
        CHECK(any_note(whole, "Credentials of different reports were not compared"));
    }
    Report nothing = sample("b", "x", "", "");
    nothing.credentials.clear();
    nothing.findings.clear();
    CHECK(merged({sample("a", "x", "key", "print"), nothing}).notes.empty());
    CHECK(merged({sample("a", "x", "key", "print"), nothing}).fingerprint_key == "key");
}

TEST_CASE("What login says most of counts, whatever the order") {
    const auto outcome = [](std::optional<LoginOutcome> a, std::optional<LoginOutcome> b) {
        std::vector<Report> reports = {sample("a", "x", "key", "print"), sample("b", "x", "key", "print")};
        reports[0].credentials[0].login = a;
        reports[1].credentials[0].login = b;
        return merged(reports).credentials[0].login;
    };
    CHECK(outcome(LoginOutcome::rejected, LoginOutcome::verified) == LoginOutcome::verified);
    CHECK(outcome(LoginOutcome::rejected, LoginOutcome::unreachable) == LoginOutcome::unreachable);
    CHECK(outcome(std::nullopt, LoginOutcome::unreachable) == LoginOutcome::unreachable);
    CHECK(outcome(std::nullopt, std::nullopt) == std::nullopt);
}

TEST_CASE("Standard input and relative paths are another source in each report") {
    for (const std::string path : {"-", "store/a.sql"}) {
        CAPTURE(path);
        Report other = sample("a", path, "key", "print2");
        other.started = "2026-12-29T02:00:00Z";
        const Report whole = merged({sample("a", path, "key", "print"), other});
        CHECK(whole.sources.size() == 2);
        CHECK(whole.findings.size() == 2);
        CHECK(whole.credentials.size() == 2);
    }
}

TEST_CASE("What was looked at twice in one state is one, with all that either says") {
    Report earlier = sample("a", "/x", "key", "print");
    earlier.sources[0].skips = {{1, "damaged"}, {2, "cut"}};
    earlier.findings.push_back(earlier.findings[0]);
    earlier.findings[1].id = "only earlier";
    Report later = sample("a", "/x", "key", "print");
    later.started = "2026-12-29T02:00:00Z";
    later.sources[0].skips = {{2, "cut"}, {3, "behind"}};
    const Report whole = merged({earlier, later});
    REQUIRE(whole.sources.size() == 1);
    CHECK(whole.sources[0].skips.size() == 3);
    CHECK(whole.findings.size() == 2);
    CHECK(whole.notes.empty());
    CHECK(whole.started == "2026-11-29T02:00:00Z");
}

TEST_CASE("A place that has changed is as the later report has it, and it is said") {
    Report earlier = sample("a", "/x", "key", "print");
    earlier.sources[0].skips = {{1, "damaged"}};
    earlier.credentials[0].login = LoginOutcome::verified;
    Report later = sample("a", "/x", "key", "print2");
    later.started = "2026-12-29T02:00:00Z";
    later.sources[0].modified = 2000;
    const Report whole = merged({earlier, later});
    REQUIRE(whole.findings.size() == 1);
    CHECK(whole.sources.size() == 1);
    CHECK(whole.credentials[0].fingerprint == "print2");
    CHECK(whole.complete());
    CHECK(any_note(whole, "1 finding of an earlier report of the same places was replaced"));
    CHECK(any_note(whole, "1 part that an earlier report could not read was never read"));
    CHECK(any_note(whole, "1 credential that a server let in is among what was replaced"));
}

TEST_CASE("A united report is united again as its parts would have been") {
    std::vector<Report> parts;
    for (const char month : {'1', '2', '3'}) {
        Report part = sample("a", "postgresql://db/jira", "key", std::string("print") + month);
        part.started = std::string("2026-0") + month + "-01T02:00:00Z";
        part.runs = {{std::string(1, month), "a", part.started, "", 1, 0}};
        part.sources[0].run = std::string(1, month);
        part.sources[0].kind = "postgresql";
        part.sources[0].modified.reset();
        parts.push_back(part);
    }
    const Report first_and_last = merged({parts[0], parts[2]});
    const Report whole = merged({first_and_last, parts[1]});
    REQUIRE(whole.credentials.size() == 1);
    CHECK(whole.credentials[0].fingerprint == "print3");
    CHECK(whole.runs.size() == 3);
    CHECK(json_of(merged({first_and_last, parts[0]})) == json_of(first_and_last));
    const Report again = merged({merged(parts), parts[1], parts[2]});
    CHECK(again.sources.size() == 1);
    CHECK(again.findings.size() == 1);
    CHECK(again.other_files() == 3);
}

TEST_CASE("The key is that of the credentials that are left") {
    Report earlier = sample("a", "/x", "key", "print");
    Report later = sample("a", "/x", "key2", "print");
    later.started = "2026-12-29T02:00:00Z";
    later.sources[0].modified = 2000;
    const Report whole = merged({earlier, later});
    CHECK(whole.findings.size() == 1);
    CHECK(whole.fingerprint_key == "key2");
    CHECK(whole.credentials_compared);
}

TEST_CASE("One unchanged file that three runs looked at is one, however they are united") {
    std::vector<Report> parts;
    for (const char day : {'1', '5', '9'}) {
        Report part = sample("a", "/x", "key", "print");
        part.started = std::string("2026-01-0") + day + "T02:00:00Z";
        part.runs = {{std::string(1, day), "a", part.started}};
        part.sources[0].run = std::string(1, day);
        parts.push_back(part);
    }
    Report all = merged(parts);
    CHECK(all.findings.size() == 1);
    for (const Report& part : parts) {
        all = merged({all, part});
        CHECK(all.findings.size() == 1);
        CHECK(all.credentials.size() == 1);
    }
}

TEST_CASE("Of two outcomes that say the same the later one stays") {
    const auto tried = [](LoginOutcome outcome, const char* when) {
        Report report = sample("a", "x", "key", "print");
        report.credentials[0].login = outcome;
        report.credentials[0].login_tried = when;
        return report;
    };
    const auto date = [](const Report& a, const Report& b) {
        return merged({a, b}).credentials[0].login_tried;
    };
    CHECK(date(tried(LoginOutcome::verified, "2026-01-01T00:00:00Z"),
               tried(LoginOutcome::verified, "2026-02-01T00:00:00Z")) == "2026-02-01T00:00:00Z");
    CHECK(date(tried(LoginOutcome::verified, "2026-01-01T00:00:00Z"),
               tried(LoginOutcome::rejected, "2026-02-01T00:00:00Z")) == "2026-01-01T00:00:00Z");
}

TEST_CASE("Nothing replaces what may be newer, or was not read to its end since") {
    const Report earlier = sample("a", "/x", "key", "print");
    Report later = sample("a", "/x", "key", "print2");
    later.sources[0].modified = 2000;
    CHECK(merged({earlier, later}).findings.size() == 2);
    later.started = "2026-12-29T02:00:00Z";
    CHECK(merged({earlier, later}).findings.size() == 1);
    Report cut = later;
    cut.sources[0].skips = {{1, "cut"}};
    CHECK(merged({earlier, cut}).findings.size() == 2);
    later.sources[0].modified = 500;
    CHECK(merged({earlier, later}).findings.size() == 2);
}

TEST_CASE("A login that worked stays known where no key tells that it is the same secret") {
    Report earlier = sample("a", "/x", "", "");
    earlier.credentials[0].login = LoginOutcome::verified;
    Report later = sample("a", "/x", "", "");
    later.started = "2026-12-29T02:00:00Z";
    const Report whole = merged({earlier, later});
    REQUIRE(whole.credentials.size() == 1);
    CHECK(whole.credentials[0].login == LoginOutcome::verified);
    CHECK(whole.credentials_compared);
}

TEST_CASE("The same id on another host is another finding") {
    const Report whole = merged({sample("a", "x", "key", "print"), sample("b", "x", "key", "print")});
    CHECK(whole.findings.size() == 2);
    CHECK(whole.sources.size() == 2);
}

TEST_CASE("Members of one archive that share a name stay apart") {
    Report one = sample("a", "/a.zip!x", "key", "print");
    one.sources.push_back(one.sources[0]);
    one.sources[1].bytes = 9;
    CHECK(merged({one}).sources.size() == 2);
    Report other = one;
    other.notes = {"Another."};
    CHECK(merged({one, other}).sources.size() == 2);
}

TEST_CASE("Shards become the whole, and a missing one makes it incomplete") {
    std::vector<Report> shards = {sample("a", "x", "key", "1"), sample("a", "y", "key", "2")};
    shards[0].runs = {{"1", "a", "", "", 2, 1}};
    shards[1].runs = {{"2", "a", "", "", 3, 0}};
    for (std::uint32_t i = 0; i < 2; ++i) {
        shards[i].shard = Shard{i + 1, 2, "work"};
        shards[i].notes = {report::shard_note(*shards[i].shard), "Another note."};
    }
    const Report whole = merged(shards);
    CHECK(whole.complete());
    CHECK_FALSE(whole.shard.has_value());
    CHECK(whole.notes == std::vector<std::string>{"Another note."});
    CHECK(whole.other_files() == 5);
    CHECK(whole.links_not_followed() == 1);
    const Report part = merged({shards[1]});
    CHECK_FALSE(part.complete());
    CHECK(part.sources[0].path == "shard 1 of 2");
}

TEST_CASE("Shards of a relative path tell once what none of them could open") {
    std::vector<Report> shards = {sample("a", "x", "key", "1"), sample("a", "y", "key", "2")};
    for (std::uint32_t i = 0; i < 2; ++i) {
        shards[i].shard = Shard{i + 1, 2, "work"};
        shards[i].sources.push_back({"closed", "unknown", 0, {{0, "no permission"}}, {}, "a"});
    }
    CHECK(merged(shards).sources.size() == 3);
    shards[1].started = "2026-12-29T02:00:00Z";
    const Report mixed = merged(shards);
    REQUIRE(mixed.sources.size() == 4);
    CHECK(mixed.sources[0].path == "shard 1 of 2");
}
