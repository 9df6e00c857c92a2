#include "report/finding_match.hpp"

#include <string>
#include <utility>

#include "catch.hpp"
#include "sample_report.hpp"

using namespace postern;

namespace {

// A report with one source, in which places are alike until a test makes them differ.
struct Sample {
    Report report;

    explicit Sample(std::string key = "key") {
        report.fingerprint_key = std::move(key);
        report.sources = {test::sample_source("a")};
    }

    Finding& add(const std::string& id, const std::string& print) {
        const std::string credential = "c" + std::to_string(report.credentials.size() + 1);
        report.credentials.push_back({credential, "", "", 1, print});
        report.findings.push_back(test::sample_finding());
        report.findings.back().id = id;
        report.findings.back().secret->credential = credential;
        return report.findings.back();
    }
};

// Of each later finding: the number of the earlier one and whether it has the same secret ("0=", "1!", "2?"),
// or "new".
std::string matched(const Sample& earlier, const Sample& later) {
    std::string text;
    for (const auto& match : report::match_findings(earlier.report, later.report)) {
        text += text.empty() ? "" : " ";
        if (match.earlier == nullptr) {
            text += "new";
            continue;
        }
        text += std::to_string(match.earlier - earlier.report.findings.data());
        text += match.same_secret ? *match.same_secret ? '=' : '!' : '?';
    }
    return text;
}

}  // namespace

TEST_CASE("What stays where it was is paired, each once") {
    Sample old_one;
    old_one.add("0", "a");
    Sample two = old_one;
    two.add("0", "b");
    CHECK(matched(old_one, old_one) == "0=");
    CHECK(matched(two, two) == "0= 1=");
    CHECK(matched(old_one, two) == "0= new");
    CHECK(matched(two, old_one) == "0=");
    CHECK(matched(Sample(), two) == "new new");
    CHECK(matched(two, Sample()).empty());
}

TEST_CASE("A secret is found again by its fingerprint, whatever number its place has now") {
    Sample both;
    both.add("0", "a");
    both.add("1", "b");
    Sample second;
    second.add("0", "b");
    CHECK(matched(both, second) == "1=");
    Sample swapped;
    swapped.add("0", "b");
    swapped.add("1", "a");
    CHECK(matched(both, swapped) == "1= 0=");
    Sample more;
    more.add("0", "c");
    more.add("1", "a");
    CHECK(matched(both, more) == "1! 0=");
}

TEST_CASE("Of equal secrets those that are as grave go together, then those with one id") {
    Sample two;
    two.add("0", "a").status = Status::commented_out;
    two.add("1", "a");
    Sample active;
    active.add("0", "a");
    CHECK(matched(two, active) == "1=");
    Sample equal;
    equal.add("0", "a");
    equal.add("1", "a");
    Sample second;
    second.add("1", "a");
    CHECK(matched(equal, second) == "1=");
}

TEST_CASE("The same secret goes before the same id, also where it is graver now") {
    Sample both;
    both.add("0", "a").status = Status::commented_out;
    both.add("1", "b");
    Sample later;
    later.add("0", "c");
    later.add("1", "a");
    CHECK(matched(both, later) == "1! 0=");
}

TEST_CASE("Without fingerprints of one key ids decide, then the order") {
    for (const auto& [one, other] : {std::pair("", ""), std::pair("key", "other"), std::pair("key", "")}) {
        Sample both{one};
        both.add("0", "a");
        both.add("1", "b");
        Sample second{other};
        second.add("1", "a");
        second.add("2", "b");
        second.add("3", "c");
        CHECK(matched(both, second) == "1? 0? new");
    }
    Sample unknown;
    unknown.add("0", "");
    Sample told;
    told.add("0", "a");
    CHECK(matched(unknown, told) == "0?");
    CHECK(matched(told, unknown) == "0?");
}

TEST_CASE("Another place, user, server or product is another finding, whatever its id and its secret") {
    Sample old_one;
    old_one.add("0", "a");
    const auto changed = [&old_one](auto change) {
        Sample later = old_one;
        change(later.report.findings[0]);
        return matched(old_one, later);
    };
    CHECK(changed([](Finding& finding) { finding.rule = "other"; }) == "new");
    CHECK(changed([](Finding& finding) { finding.location.table = "other"; }) == "new");
    CHECK(changed([](Finding& finding) { finding.location.key = "other"; }) == "new");
    CHECK(changed([](Finding& finding) { finding.location.field = "other"; }) == "new");
    CHECK(changed([](Finding& finding) { finding.account.product = "other"; }) == "new");
    CHECK(changed([](Finding& finding) { finding.account.host = "other"; }) == "new");
    CHECK(changed([](Finding& finding) { finding.account.username.reset(); }) == "new");
    CHECK(changed([](Finding& finding) { finding.location.line = finding.account.port = 1; }) == "0=");
    Sample later = old_one;
    later.report.sources[0].path = "b";
    CHECK(matched(old_one, later) == "new");
    later = old_one;
    later.report.sources[0].host = "b";
    CHECK(matched(old_one, later) == "0=");
    old_one.report.sources[0].host = "a";
    CHECK(matched(old_one, later) == "new");
}

TEST_CASE("Sources of one name share their places") {
    Sample versions;
    versions.report.sources.push_back(versions.report.sources[0]);
    versions.add("0", "a");
    versions.add("0", "b").source = 1;
    CHECK(matched(versions, versions) == "0= 1=");
    versions.report.fingerprint_key.clear();
    CHECK(matched(versions, versions) == "0? 1?");
}

TEST_CASE("A finding without a secret is paired like all others") {
    Sample old_one;
    old_one.report.findings = {test::sample_route(), test::sample_route()};
    Sample one = old_one;
    one.report.findings.pop_back();
    CHECK(matched(old_one, old_one) == "0? 1?");
    CHECK(matched(one, old_one) == "0? new");
}

TEST_CASE("Without a key those of one length go together, and those of another are known to be others") {
    Sample both("");
    both.add("0", "").secret->length = 8;
    both.add("1", "").secret->length = 9;
    Sample second("");
    second.add("0", "").secret->length = 9;
    CHECK(matched(both, second) == "1?");
    second.report.findings[0].secret->length = 10;
    CHECK(matched(both, second) == "0!");
    second.report.findings[0].secret->encoding = Encoding::encrypted;
    CHECK(matched(both, second) == "0?");
}
