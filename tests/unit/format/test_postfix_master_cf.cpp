#include "format/postfix_master_cf.hpp"

#include "catch.hpp"

using namespace postern::format;

namespace {

using Overrides = std::vector<std::pair<std::string, std::string>>;

PostfixService one(const std::string& text) {
    const auto parsed = parse_master_cf(text);
    CHECK(parsed.faults.empty());
    REQUIRE(parsed.services.size() == 1);
    return parsed.services[0];
}

}  // namespace

TEST_CASE("a service has a name, a type and a command") {
    const auto service = one("# head\nsmtp      inet  n       -       y       -       -       smtpd\n");
    CHECK(service.name == "smtp");
    CHECK(service.type == "inet");
    CHECK(service.command == "smtpd");
    CHECK(service.overrides.empty());
    CHECK(service.line == 2);
}

TEST_CASE("options override parameters, in every form") {
    const auto service =
        one("jira unix - - n - - smtp -v\n"
            "  -o smtp_tls_security_level=secure\n"
            "#  -o smtp_tls_security_level=none\n"
            "  -o { smtp_sasl_password_maps = inline:{ {a = b:c} } }\n"
            "  -osyslog_name=postfix/$service_name -o broken -o empty=\n");
    CHECK(service.overrides == Overrides{{"smtp_tls_security_level", "secure"},
                                         {"smtp_sasl_password_maps", "inline:{ {a = b:c} }"},
                                         {"syslog_name", "postfix/$service_name"},
                                         {"empty", ""}});
}

TEST_CASE("what belongs to another program is no option of ours") {
    const auto service = one("maildrop unix - n n - - pipe flags=DRXhu argv=/usr/bin/tool -o x=y\n");
    CHECK(service.command == "pipe");
    CHECK(service.overrides.empty());
}

TEST_CASE("a service that is none is a fault") {
    const auto parsed =
        parse_master_cf("smtp inet n - y - -\nsmtp tcp n - y - - smtpd\nrelay unix - - y - - smtp\n");
    CHECK(parsed.faults == std::vector<std::uint64_t>{1, 2});
    CHECK(parsed.services.size() == 1);
    CHECK(parse_master_cf("a unix - - - - - smtp -o {\n").services.size() == 1);
}
