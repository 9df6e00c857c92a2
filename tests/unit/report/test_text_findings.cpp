#include "catch.hpp"
#include "report/text_findings.hpp"
#include "sample_report.hpp"

using namespace postern;
using namespace postern::report;
using test::contains;

namespace {

std::string first_credential(const Report& report) {
    TextPage page({false, false, 80});
    write_credential(report, logins_of(report), group_findings(report, FindingKind::exposed_credential).at(0),
                     1, page);
    return page.text();
}

std::string first_fact(const Report& report, FindingKind kind) {
    TextPage page({false, false, 80});
    write_fact(report, group_findings(report, kind).at(0), page);
    return page.text();
}

Report two_sources() {
    Report report;
    report.sources = {test::sample_source("/backup/a.sql"), test::sample_source("/backup/b.xml", "jira-xml")};
    return report;
}

}  // namespace

TEST_CASE("A credential in three places stands under its two files") {
    Report report = two_sources();
    report.findings = {test::sample_finding(0), test::sample_finding(0), test::sample_finding(1)};
    report.findings[0].exposure.file = FileExposure{0644, "root", true};
    report.findings[1].exposure.file = FileExposure{0644, "root", true};
    report.findings[1].location = {"mailserver", "10001", "mailpassword", 5000, 13};
    report.findings[2].location = {"MailServer", "10000", "password", 99, 0};
    report.findings[2].secret->encoding = Encoding::base64;
    report.findings[2].exposure.file = FileExposure{0640, "jira", false};
    CHECK(first_credential(report) == R"(  1. jira@example.org at smtp.example.org  [high]  c1
     Jira "GMail", outgoing, smtps, port 465, implicit TLS
     This password lies in 3 places. Base64 is no protection: it is reversible
     by anyone.

     /backup/a.sql
       WORLD-READABLE (mode 0644, owner root)
       - mailserver key 10000, field mailpassword, line 12, plain text
       - mailserver key 10001, field mailpassword, line 13, plain text
     /backup/b.xml
       readable by jira and the file's group (mode 0640)
       - MailServer key 10000, field password, byte 99, Base64
)");
}

TEST_CASE("A password that two accounts share names both") {
    Report report = two_sources();
    report.findings = {test::sample_finding(0), test::sample_finding(0)};
    report.findings[1].account.product = "confluence";
    report.findings[1].account.username = "wiki@example.org";
    report.findings[1].location.table = "BANDANA";
    CHECK(first_credential(report) == R"(  1. jira@example.org at smtp.example.org  [high]  c1
     Jira "GMail", outgoing, smtps, port 465, implicit TLS
     also wiki@example.org at smtp.example.org, Confluence "GMail", outgoing,
     smtps, port 465, implicit TLS
     This password lies in 2 places.

     /backup/a.sql
       - mailserver key 10000, field mailpassword, line 12, plain text,
         for jira@example.org at smtp.example.org
       - BANDANA key 10000, field mailpassword, line 12, plain text,
         for wiki@example.org at smtp.example.org
)");
}

TEST_CASE("Tables with readers of their own say so place by place") {
    Report report = two_sources();
    report.findings = {test::sample_finding(0), test::sample_finding(0)};
    report.findings[0].exposure.roles = {"jira"};
    report.findings[1].exposure.roles = {"jira", "reporting"};
    CHECK_THAT(first_credential(report), Catch::Matchers::EndsWith(R"(
     /backup/a.sql
       - mailserver key 10000, field mailpassword, line 12, plain text
         readable by the database roles jira
       - mailserver key 10000, field mailpassword, line 12, plain text
         readable by the database roles jira, reporting
)"));
}

TEST_CASE("Secrets that were not compared are not called the same") {
    Report report = two_sources();
    report.findings = {test::sample_finding(0), test::sample_finding(1)};
    for (Finding& finding : report.findings) {
        finding.severity = Severity::medium;
        finding.secret = SecretFacts{"refresh-token", Encoding::encrypted, 40, {}};
    }
    CHECK(first_credential(report) == R"(  1. jira@example.org at smtp.example.org  [medium]
     Jira "GMail", outgoing, smtps, port 465, implicit TLS
     The refresh token of this account lies in 2 places, perhaps not the same
     one everywhere.

     /backup/a.sql
       - mailserver key 10000, field mailpassword, line 12, encrypted
     /backup/b.xml
       - mailserver key 10000, field mailpassword, line 12, encrypted
)");
}

TEST_CASE("An open route names its server and where it is set") {
    Report report = two_sources();
    report.findings = {test::sample_route(0), test::sample_route(1)};
    CHECK(first_fact(report, FindingKind::open_mail_route) == R"(   - smtp.example.org  [low]
     Jira "GMail", outgoing, smtp, port 25, no TLS
     /backup/a.sql
       - mailserver key 10000, line 12
     /backup/b.xml
       - mailserver key 10000, line 12
)");
}

TEST_CASE("A risk tells which rule explains it") {
    Report report = two_sources();
    report.findings = {test::sample_route(0)};
    report.findings[0].kind = FindingKind::risk;
    CHECK(
        contains(first_fact(report, FindingKind::risk), "\n     Why: postern rules show jira-mailserver\n"));
}

TEST_CASE("What everybody can read stands out in colour") {
    Report report = two_sources();
    report.findings = {test::sample_finding(0)};
    report.findings[0].exposure.file = FileExposure{0644, "root", true};
    TextPage page({true, false, 80});
    write_credential(report, logins_of(report), group_findings(report, FindingKind::exposed_credential).at(0),
                     1, page);
    CHECK(contains(page.text(), "\n       \x1b[1;31mWORLD-READABLE\x1b[0m (mode 0644, owner root)\n"));
}

TEST_CASE("A setting is named by its rule, with the lines it stands in") {
    Report report = two_sources();
    Finding setting = test::sample_setting(0);
    setting.exposure.file = FileExposure{0644, "root", true};
    report.findings = {setting, setting};
    report.findings[1].source = 1;
    report.findings[1].location = {"postfix", "/etc/postfix/sasl_passwd", "relayhost", 0, 0};
    CHECK(first_fact(report, FindingKind::risk) == R"(   - Relay without TLS  [medium]
     Why: postern rules show postfix-tls
     /backup/a.sql
       - setting smtp_tls_security_level, line 12
     /backup/b.xml
       - /etc/postfix/sasl_passwd, setting relayhost, not set
)");
}

TEST_CASE("What is waived or known says so, and for how long") {
    Report report = two_sources();
    report.findings = {test::sample_finding(0), test::sample_finding(1)};
    report.findings[0].waiver = Waiver{"the disk is encrypted", "2027-03-31"};
    report.findings[1].known = true;
    CHECK(first_credential(report) == R"(  1. jira@example.org at smtp.example.org  [high] [waived]  c1
     Jira "GMail", outgoing, smtps, port 465, implicit TLS
     This password lies in 2 places.
     Waived until 2027-03-31 (1 place): the disk is encrypted

     /backup/a.sql
       - mailserver key 10000, field mailpassword, line 12, plain text,
         waived until 2027-03-31
     /backup/b.xml
       - mailserver key 10000, field mailpassword, line 12, plain text,
         known before
)");
    report.findings[1].known = false;
    CHECK_FALSE(contains(first_credential(report), "[waived]"));
}
