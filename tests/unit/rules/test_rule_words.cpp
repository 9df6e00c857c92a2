#include "catch.hpp"
#include "rules/rule_words.hpp"

using namespace postern;
using namespace postern::rules;

TEST_CASE("every value of the vocabulary has its word") {
    CHECK(word_for(Direction::outgoing) == "outgoing");
    CHECK(word_for(Direction::incoming) == "incoming");
    CHECK(word_for(Tls::none) == "none");
    CHECK(word_for(Tls::starttls) == "starttls");
    CHECK(word_for(Tls::implicit) == "implicit");
    CHECK(word_for(Encoding::plain) == "plain");
    CHECK(word_for(Encoding::base64) == "base64");
    CHECK(word_for(Encoding::encrypted) == "encrypted");
    CHECK(word_for(Encoding::external) == "external");
}

TEST_CASE("encoding words lead back to their encodings") {
    for (const auto encoding : {Encoding::plain, Encoding::base64, Encoding::encrypted, Encoding::external}) {
        CHECK(encoding_for(word_for(encoding)) == encoding);
    }
    CHECK_FALSE(encoding_for("rot13").has_value());
}

TEST_CASE("words of tls lead back to it") {
    for (const auto tls : {Tls::none, Tls::starttls, Tls::implicit}) {
        CHECK(tls_for(word_for(tls)) == tls);
    }
    CHECK(tls_words().size() == 3);
}

TEST_CASE("a rule cannot expect an external secret in a field, an example can state one") {
    CHECK(stored_encodings().size() == 3);
    CHECK(stored_encodings().back() == "encrypted");
    CHECK(all_encodings().back() == "external");
}

TEST_CASE("tls is a switch in a rule and an outcome in an account") {
    CHECK(words_of_role("tls").front() == "true");
    CHECK(words_of_account_role("tls").front() == "none");
    CHECK(words_of_role("protocol").size() == 6);
    CHECK(words_of_role("host").empty());
    CHECK(roles().size() == 14);
}

TEST_CASE("severities and roles of hosts have words both ways") {
    for (const Severity severity : {Severity::low, Severity::medium, Severity::high}) {
        CHECK(severity_for(word_for(severity)) == severity);
    }
    for (const HostRole role : {HostRole::production, HostRole::sandbox}) {
        CHECK(host_role_for(word_for(role)) == role);
    }
    CHECK(word_for(Severity::medium) == "medium");
    CHECK(word_for(HostRole::sandbox) == "sandbox");
    CHECK_FALSE(severity_for("grave"));
    CHECK_FALSE(host_role_for("staging"));
    CHECK(severities().size() == 3);
    CHECK(host_roles().size() == 2);
}
