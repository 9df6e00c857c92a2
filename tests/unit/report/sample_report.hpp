// Small reports for the report tests.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "postern/report.hpp"

namespace postern::test {

inline Account sample_account() {
    Account account;
    account.product = "jira";
    account.name = "GMail";
    account.protocol = "smtps";
    account.host = "smtp.example.org";
    account.port = 465;
    account.tls = Tls::implicit;
    account.username = "jira@example.org";
    account.from = "jira@example.org";
    return account;
}

inline SourceFacts sample_source(std::string path, std::string kind = "pg-dump-plain",
                                 std::uint64_t bytes = 2048) {
    return {std::move(path), std::move(kind), bytes, {}};
}

// An active plain password of credential c1 at line 12.
inline Finding sample_finding(std::size_t source = 0) {
    Finding finding;
    finding.id = "3f9c";
    finding.rule = "jira-mailserver";
    finding.source = source;
    finding.location = {"mailserver", "10000", "mailpassword", 4567, 12};
    finding.account = sample_account();
    finding.secret = SecretFacts{"password", Encoding::plain, 7, "c1"};
    finding.advice = {"Change the password."};
    return finding;
}

inline Finding sample_route(std::size_t source = 0) {
    Finding finding = sample_finding(source);
    finding.kind = FindingKind::open_mail_route;
    finding.severity = Severity::low;
    finding.location.field.clear();
    finding.account.username.reset();
    finding.account.tls = Tls::none;
    finding.account.protocol = "smtp";
    finding.account.port = 25;
    finding.secret.reset();
    finding.advice = {"Scrub copies of this system."};
    return finding;
}

inline Finding sample_setting(std::size_t source = 0) {
    Finding finding;
    finding.rule = "postfix-tls";
    finding.kind = FindingKind::risk;
    finding.severity = Severity::medium;
    finding.source = source;
    finding.location = {"postfix", "", "smtp_tls_security_level", 300, 12};
    finding.account.product = "postfix";
    finding.account.name = "Relay without TLS";
    return finding;
}

// Everything that text from a target can reach, filled with the same text.
inline Report hostile_report(const std::string& text) {
    Report report;
    report.version = text;
    report.started = text;
    report.notes = {text};
    report.rules = {{text, text, text, {text, "https://example.org/" + text}}};
    report.sources = {
        {text, text, 7, {{5, text}}, {text}, text, 86400}, sample_source("second"), sample_source("third")};
    report.sources[1].modified = 86400 * 30;
    report.credentials = {{text, text, text, 1, text, LoginOutcome::verified, {text}}};
    Finding finding = test::sample_finding();
    finding.rule = text;
    finding.location = {text, text, text, 1, 1};
    finding.account.product = text;
    finding.account.name = text;
    finding.account.protocol = text;
    finding.account.host = text;
    finding.account.username = text;
    finding.account.jndi = text;
    finding.account.from = text;
    finding.secret->type = text;
    finding.secret->credential = text;
    finding.id = text;
    finding.waiver = Waiver{text, text};
    finding.exposure = {FileExposure{0600, text, false}, {text}};
    finding.advice = {text};
    report.findings = {finding, finding, finding, finding};
    report.findings[3].source = 1;
    report.findings[3].secret->credential = "other";
    report.findings[3].waiver.reset();
    report.findings[1].kind = FindingKind::open_mail_route;
    report.findings[2].kind = FindingKind::risk;
    return report;
}

// Catch2's own matcher goes by different names in its versions.
inline bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

}  // namespace postern::test
