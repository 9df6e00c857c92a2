#include "catch.hpp"
#include "report/accepted.hpp"
#include "sample_report.hpp"

using namespace postern;
using namespace postern::report;

TEST_CASE("A mark tells why a finding fails no run") {
    Finding finding = test::sample_finding();
    CHECK(accepted_mark(finding).empty());
    CHECK(state_word(finding) == "open");
    finding.known = true;
    CHECK(accepted_mark(finding) == "known before");
    CHECK(state_word(finding) == "known");
    finding.waiver = Waiver{"why", "2027-03-31"};
    CHECK(accepted_mark(finding) == "waived until 2027-03-31");
    CHECK(state_word(finding) == "waived");
}

TEST_CASE("A group is open while one of its places is") {
    std::vector<Finding> findings(3, test::sample_finding());
    findings[0].waiver = Waiver{"why", "2027-03-31"};
    findings[1].known = true;
    const std::vector<const Finding*> places{&findings[0], &findings[1], &findings[2]};
    CHECK(state_word(places) == "open");
    findings[2].known = true;
    CHECK(state_word(places) == "waived");
}

TEST_CASE("Each waiver of some places is told once") {
    std::vector<Finding> findings(4, test::sample_finding());
    findings[0].waiver = Waiver{"why", "2027-03-31"};
    findings[1].waiver = Waiver{"why", "2027-03-31"};
    findings[2].waiver = Waiver{"odd \x1b", "2027-04-01"};
    CHECK(waiver_sentences({&findings[0], &findings[1], &findings[2], &findings[3]}) ==
          std::vector<std::string>{"Waived until 2027-03-31 (2 places): why",
                                   "Waived until 2027-04-01 (1 place): odd \\x1b"});
    CHECK(waiver_sentences({&findings[0]}) == std::vector<std::string>{"Waived until 2027-03-31: why"});
    CHECK(waiver_sentences({&findings[3]}).empty());
}
