#include "audit/detector.hpp"

#include "catch.hpp"
#include "support/sample_rule.hpp"

using namespace postern;
using test::SampleRow;

TEST_CASE("records become detections in their order, edits never") {
    const RuleSet rules{{test::sample_rule()}};
    const audit::RuleIndex index(rules);
    const audit::Relay relay;
    const base::KeyedDigest digest;
    audit::Detector detector(index, relay, digest);
    CHECK(detector.wants(RecordShape::row, "MAILSERVER"));
    CHECK_FALSE(detector.wants(RecordShape::row, "other"));
    CHECK(detector.wants(RecordShape::element, "MailServer"));
    CHECK(detector.record(SampleRow{{"host", "a"}, {"password", "c2VjcmV0"}}.record).empty());
    CHECK(detector.record(SampleRow{{"nothost", "a"}, {"password", "x"}}.record).empty());
    CHECK(detector.record(SampleRow{{"host", "b"}, {"password", "secret"}}.record).empty());
    CHECK(detector.record(SampleRow{{"host", "c"}, {"password", "Secret"}}.record).empty());
    detector.skip({5, "broken"});
    const auto found = detector.take_detections();
    REQUIRE(found.size() == 3);
    CHECK(found[0].finding.account.host == "a");
    CHECK(found[1].finding.account.host == "b");
    CHECK(found[0].secret == found[1].secret);  // Base64 and plain of the same
    CHECK(found[0].secret != found[2].secret);
    CHECK(found[0].finding.secret->length == 6);
    const auto skips = detector.take_skips();
    REQUIRE(skips.size() == 2);
    CHECK(skips[0].reason.find("not all the columns") != std::string::npos);
    CHECK(skips[1].reason == "broken");
}

TEST_CASE("skips are kept up to a number and counted behind it") {
    const RuleSet rules;
    const audit::RuleIndex index(rules);
    const audit::Relay relay;
    const base::KeyedDigest digest;
    audit::Detector detector(index, relay, digest);
    for (std::uint64_t at = 0; at < 250; ++at) {
        detector.skip({at, "broken"});
    }
    const auto skips = detector.take_skips();
    REQUIRE(skips.size() == 101);
    CHECK(skips.back().reason == "150 more places behind it could not be read");
    CHECK(detector.take_skips().empty());
}
