#include "catch.hpp"
#include "report/words.hpp"

using namespace postern;
using report::word;

TEST_CASE("The words are those of the schema") {
    CHECK(word(FindingKind::exposed_credential) == "exposed-credential");
    CHECK(word(FindingKind::open_mail_route) == "open-mail-route");
    CHECK(word(FindingKind::risk) == "risk");
    CHECK(word(Severity::low) == "low");
    CHECK(word(Severity::medium) == "medium");
    CHECK(word(Severity::high) == "high");
    CHECK(word(Status::active) == "active");
    CHECK(word(Status::commented_out) == "commented-out");
    CHECK(word(Status::disabled) == "disabled");
    CHECK(word(Encoding::plain) == "plain");
    CHECK(word(Encoding::base64) == "base64");
    CHECK(word(Encoding::encrypted) == "encrypted");
    CHECK(word(Encoding::external) == "external");
    CHECK(word(Direction::outgoing) == "outgoing");
    CHECK(word(Direction::incoming) == "incoming");
    CHECK(word(Tls::none) == "none");
    CHECK(word(Tls::starttls) == "starttls");
    CHECK(word(Tls::implicit) == "implicit");
}
