#include "audit/correlation.hpp"

#include <set>

#include "catch.hpp"

using namespace postern;

namespace {

audit::Detection detection(const std::string& key, const base::KeyedDigest& digest, const char* secret) {
    audit::Detection found;
    found.finding.rule = "r";
    found.finding.location.table = "t";
    found.finding.location.key = key;
    found.finding.location.field = "password";
    found.finding.account.username = "u" + key;
    found.finding.account.host = "h";
    if (secret != nullptr) {
        found.finding.secret = SecretFacts{};
        found.secret = digest(secret);
    }
    return found;
}

}  // namespace

TEST_CASE("equal secrets share one credential") {
    const base::KeyedDigest digest;
    audit::Correlation correlation;
    CHECK(correlation.add(detection("1", digest, "a"), "f").secret->credential == "c1");
    CHECK(correlation.add(detection("2", digest, "b"), "f").secret->credential == "c2");
    CHECK(correlation.add(detection("3", digest, "a"), "g").secret->credential == "c1");
    CHECK_FALSE(correlation.add(detection("4", digest, nullptr), "g").secret.has_value());
    const auto credentials = correlation.take_credentials();
    REQUIRE(credentials.size() == 2);
    CHECK(credentials[0].username == "u1");
    CHECK(credentials[0].host == "h");
    CHECK(credentials[0].places == 2);
    CHECK(credentials[1].places == 1);
}

TEST_CASE("an account is told which credentials its secrets are") {
    const base::KeyedDigest digest;
    audit::Correlation correlation;
    correlation.add(detection("1", digest, "a"), "f");
    correlation.add(detection("2", digest, "b"), "f");
    audit::FoundAccount found;
    for (const char* secret : {"b", "unknown", "a"}) {
        found.account.secrets.push_back({"password", Encoding::plain, Secret(secret)});
    }
    found.account.secrets.push_back({"password", Encoding::external, Secret()});
    correlation.name_credentials(found, digest);
    CHECK(found.credentials == std::vector<std::string>{"c2", "", "c1", ""});
}

TEST_CASE("ids are stable from run to run, and say nothing of the secret") {
    const base::KeyedDigest one;
    const base::KeyedDigest other;
    const std::string first = audit::Correlation().add(detection("1", one, "a"), "f").id;
    CHECK(first.size() == 16);
    CHECK(audit::Correlation().add(detection("1", other, "b"), "f").id == first);
    CHECK(audit::Correlation().add(detection("2", one, "a"), "f").id != first);
    CHECK(audit::Correlation().add(detection("1", one, "a"), "g").id != first);
}

TEST_CASE("ids are unique even without a key, in the same order every run") {
    const base::KeyedDigest digest;
    std::vector<std::string> runs[2];
    for (auto& run : runs) {
        audit::Correlation correlation;
        for (int i = 0; i < 50; ++i) {
            run.push_back(correlation.add(detection("", digest, "a"), "f").id);
        }
        CHECK(std::set<std::string>(run.begin(), run.end()).size() == 50);
    }
    CHECK(runs[0] == runs[1]);
}

TEST_CASE("a credential has a fingerprint where other runs have the key too") {
    const base::KeyedDigest digest(std::string(32, 'k'));
    audit::Correlation with(true);
    with.add(detection("1", digest, "a"), "f");
    with.add(detection("2", digest, "b"), "f");
    const auto credentials = with.take_credentials();
    CHECK(credentials[0].fingerprint == base::hex(digest("a")).substr(0, 32));
    CHECK(credentials[0].fingerprint != credentials[1].fingerprint);
    audit::Correlation without;
    without.add(detection("1", digest, "a"), "f");
    CHECK(without.take_credentials()[0].fingerprint.empty());
}
