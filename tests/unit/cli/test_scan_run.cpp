#include "cli/scan_run.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/rule_selection.hpp"
#include "support/project_root.hpp"
#include "support/read_outcome.hpp"

using namespace postern;

namespace {

const std::string kFixtures = test::project_root() + "/fixtures";

cli::ScanResult whole_scan(const std::vector<std::string>& targets, unsigned jobs, bool keep_accounts) {
    static const RuleSet rules = cli::select_rules("");
    cli::ScanOptions options;
    options.targets = targets;
    options.jobs = jobs;
    options.keep_accounts = keep_accounts;
    return cli::run_scan(options, rules);
}

Report scan(const std::vector<std::string>& targets, unsigned jobs = 1) {
    return whole_scan(targets, jobs, false).report;
}

}  // namespace

TEST_CASE("the report does not depend on the number of jobs") {
    const Report one = scan({kFixtures});
    const Report four = scan({kFixtures}, 4);
    REQUIRE(one.findings.size() == four.findings.size());
    REQUIRE(one.sources.size() == four.sources.size());
    CHECK(one.findings.size() > 100);
    for (std::size_t i = 0; i < one.findings.size(); ++i) {
        CHECK(one.findings[i].id == four.findings[i].id);
        CHECK(one.findings[i].source == four.findings[i].source);
    }
    for (std::size_t i = 0; i < one.credentials.size(); ++i) {
        CHECK(one.credentials[i].places == four.credentials[i].places);
    }
}

TEST_CASE("accounts are kept for whoever asks, in an order that does not depend on the number of jobs") {
    CHECK(whole_scan({kFixtures}, 1, false).accounts.empty());
    const cli::ScanResult one = whole_scan({kFixtures}, 1, true);
    const cli::ScanResult four = whole_scan({kFixtures}, 4, true);
    CHECK(one.accounts.size() > 100);
    REQUIRE(one.accounts.size() == four.accounts.size());
    CHECK(one.report.findings.size() == scan({kFixtures}).findings.size());
    for (std::size_t i = 0; i < one.accounts.size(); ++i) {
        CHECK(one.accounts[i].source == four.accounts[i].source);
        CHECK(one.accounts[i].location.byte == four.accounts[i].location.byte);
        CHECK(one.accounts[i].account.username == four.accounts[i].account.username);
        CHECK(one.accounts[i].source < one.report.sources.size());
        CHECK(one.accounts[i].credentials == four.accounts[i].credentials);
    }
}

TEST_CASE("an account's source is the one that its findings have") {
    const cli::ScanResult result =
        whole_scan({kFixtures + "/postgresql/plain.sql", kFixtures + "/mysql/default.sql"}, 2, true);
    REQUIRE_FALSE(result.accounts.empty());
    for (const audit::FoundAccount& found : result.accounts) {
        const bool mysql = result.report.sources.at(found.source).kind == "mysql-dump";
        CHECK(found.location.table == (mysql ? "mailserver" : "public.mailserver"));
    }
}

TEST_CASE("every secret of a kept account is one of the report's credentials") {
    const cli::ScanResult result = whole_scan({kFixtures}, 2, true);
    const auto is_known = [&result](const std::string& id) {
        return std::any_of(result.report.credentials.begin(), result.report.credentials.end(),
                           [&id](const Credential& credential) { return credential.id == id; });
    };
    for (const audit::FoundAccount& found : result.accounts) {
        REQUIRE(found.credentials.size() == found.account.secrets.size());
        for (std::size_t i = 0; i < found.credentials.size(); ++i) {
            const bool external = found.account.secrets[i].encoding == Encoding::external;
            CHECK(is_known(found.credentials[i]) != external);
        }
    }
}

TEST_CASE("the same data has the same credentials whatever holds it") {
    const Report report = scan({kFixtures + "/postgresql/plain.sql", kFixtures + "/mysql/default.sql"});
    CHECK(report.complete());
    REQUIRE(report.sources.size() == 2);
    for (const Finding& finding : report.findings) {
        const bool mysql = report.sources.at(finding.source).kind == "mysql-dump";
        CHECK(finding.location.table == (mysql ? "mailserver" : "public.mailserver"));
    }
    for (const Credential& credential : report.credentials) {
        CHECK(credential.places == 2);
    }
    CHECK_FALSE(report.credentials.empty());
}

TEST_CASE("no trap is ever a finding") {
    for (const Finding& finding : scan({kFixtures}).findings) {
        CHECK(finding.account.username.value_or("").find("TRAP") == std::string::npos);
        CHECK(finding.account.host.value_or("").find("trap") == std::string::npos);
    }
}

TEST_CASE("every fixture is complete or not, as expected.json says") {
    const auto expected = nlohmann::json::parse(test::file_text(kFixtures + "/expected.json"));
    for (const auto& [name, facts] : expected.at("files").items()) {
        if (facts.contains("supported") && !facts.at("supported").get<bool>()) {
            continue;
        }
        CAPTURE(name);
        CHECK(scan({kFixtures + "/" + name}).complete() == facts.value("complete", true));
    }
}

TEST_CASE("what cannot be opened makes the run incomplete") {
    const Report report = scan({"/nonexistent"});
    CHECK_FALSE(report.complete());
    CHECK(report.sources.size() == 1);
}

TEST_CASE("a role alone looks at this host's Postfix, or says that there is none") {
    static const RuleSet rules = cli::select_rules("");
    cli::ScanOptions options;
    options.role = HostRole::sandbox;
    const Report report = cli::run_scan(options, rules).report;
    REQUIRE(report.sources.size() == 1);
    CHECK(report.sources[0].path == "postconf -n");
    CHECK(scan({kFixtures + "/postfix/relay"}).findings.empty());
    options.targets = {kFixtures + "/postfix/relay"};
    const Report with_target = cli::run_scan(options, rules).report;
    CHECK(with_target.findings.back().rule == "postfix-sandbox-reaches-world");
}
