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
    CHECK(word(LoginOutcome::verified) == "verified");
    CHECK(word(LoginOutcome::rejected) == "rejected");
    CHECK(word(LoginOutcome::unreachable) == "unreachable");
}

TEST_CASE("Every word has one meaning, and every meaning its word") {
    for (const auto& [name, meaning] : report::severity_words()) {
        CHECK(report::word(meaning) == name);
    }
    for (const auto& [name, meaning] : report::kind_words()) {
        CHECK(report::word(meaning) == name);
    }
    for (const auto& [name, meaning] : report::outcome_words()) {
        CHECK(report::word(meaning) == name);
    }
    CHECK(report::word(LoginOutcome::unreachable) == "unreachable");
    CHECK(report::status_words().size() == 3);
    CHECK(report::encoding_words().size() == 4);
    CHECK(report::direction_words().size() == 2);
    CHECK(report::tls_words().size() == 3);
}
