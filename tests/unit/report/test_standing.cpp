#include "report/standing.hpp"

#include "catch.hpp"
#include "sample_report.hpp"

using namespace postern;
using report::is_graver;
using report::Standing;

TEST_CASE("A finding's standing is what it says of itself and of its file") {
    Finding finding = test::sample_finding();
    CHECK(report::standing_of(finding) == Standing{Severity::high, true, false});
    finding.severity = Severity::low;
    finding.exposure.file = FileExposure{0600, "root", false};
    for (const Status status : {Status::commented_out, Status::disabled}) {
        finding.status = status;
        CHECK(report::standing_of(finding) == Standing{Severity::low, false, false});
    }
    finding.exposure.file->world_readable = true;
    CHECK(report::standing_of(finding) == Standing{Severity::low, false, true});
}

TEST_CASE("Worse in one is graver, however much better in others") {
    const Standing middle{Severity::medium, true, false};
    CHECK_FALSE(is_graver(middle, middle));
    CHECK(is_graver({Severity::high, false, false}, middle));
    CHECK(is_graver({Severity::low, true, true}, middle));
    CHECK(is_graver(middle, {Severity::high, false, true}));
    CHECK_FALSE(is_graver({Severity::low, false, false}, middle));
    CHECK_FALSE(is_graver(middle, {Severity::medium, true, true}));
}
