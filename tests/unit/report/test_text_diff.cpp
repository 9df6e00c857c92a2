#include "report/text_diff.hpp"

#include <algorithm>

#include "catch.hpp"
#include "sample_diff.hpp"
#include "support/memory_stream.hpp"

using namespace postern;

namespace {

std::string text_of(const test::SampleDiff& sample) {
    test::MemorySink sink;
    report::write_text(sample.diff(), {}, sink);
    return sink.text;
}

}  // namespace

TEST_CASE("A difference in text says what became of what") {
    test::SampleDiff sample;
    sample.new_report.findings[1].waiver = Waiver{"for now", "2027-03-31"};
    const std::string text = text_of(sample);
    CHECK(
        text.starts_with("1 finding appeared, 1 became graver, 1 went away, 1 rotated, 0 unchanged.\n"
                         "1 finding was not looked at again: the new report does not have the source, "));
    CHECK(test::contains(text, "The new report is incomplete: what seems gone may be there still."));
    CHECK_FALSE(test::contains(text, "The old report is incomplete"));
    CHECK(test::contains(text, "     a.sql\n"));
    CHECK(test::contains(text, "waived until 2027-03-31"));
    CHECK(test::contains(text, "Became graver"));
    CHECK(test::contains(text, "\n       before: severity low, commented out, not WORLD-READABLE\n"));
    CHECK(test::contains(text, "Rotated"));
    CHECK(test::contains(text, "Not looked at again"));
    CHECK_FALSE(test::contains(text, "The old report does not have this source."));
    CHECK_FALSE(test::contains(text, "cannot be told"));
}

TEST_CASE("What appeared in a source that the old report does not have may be older") {
    test::SampleDiff sample;
    sample.old_report.sources[0].path = "c.sql";
    CHECK(test::contains(text_of(sample), "The old report does not have this source."));
}

TEST_CASE("Where the reports are of other hosts, places are told with theirs") {
    test::SampleDiff sample;
    CHECK(test::contains(text_of(sample), "     a.sql\n"));
    for (SourceFacts& source : sample.old_report.sources) {
        source.host = "web1";
    }
    for (SourceFacts& source : sample.new_report.sources) {
        source.host = "web2";
    }
    const std::string text = text_of(sample);
    CHECK(test::contains(text, "     web1: a.sql\n"));
    CHECK(test::contains(text, "     web2: a.sql\n"));
}

TEST_CASE("What could not be compared is said") {
    test::SampleDiff sample;
    sample.new_report.fingerprint_key = "other";
    CHECK(test::contains(text_of(sample), "cannot be told of 1 finding"));
}

TEST_CASE("Nothing in the reports steers a terminal") {
    test::SampleDiff sample;
    const std::string bad = "\x1b[31m\r\u202e";
    for (Report* report : {&sample.old_report, &sample.new_report}) {
        report->sources[0].path = report->sources[0].host = bad;
        for (Finding& finding : report->findings) {
            finding.account.name = finding.account.product = finding.location.table = finding.location.key =
                bad;
            finding.location.field = finding.rule = bad;
            finding.account.username = finding.account.host = bad;
            finding.waiver = Waiver{bad, bad};
        }
    }
    const std::string text = text_of(sample);
    CHECK(std::all_of(text.begin(), text.end(), [](char c) { return c == '\n' || (c >= 0x20 && c < 0x7F); }));
}
