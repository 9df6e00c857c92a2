#include "source/postfix_tls.hpp"

#include "support/postfix_folder.hpp"

using namespace postern;

namespace {

source::PostfixFact tls(const std::string& main_cf, const std::string& master_cf = test::kMasterCf,
                        const std::string& policy = "") {
    const test::PostfixFolder folder(main_cf, master_cf);
    folder.add("policy", policy);
    const auto services = folder.services();
    const auto settings = folder.settings();
    return source::relay_tls(source::outside_mail(settings, services, folder.files()), settings, services,
                             folder.files());
}

const std::string kRelay = "relayhost = [h]:587\n";
const std::string kLogin =
    "smtp_sasl_auth_enable = yes\nsmtp_sasl_password_maps = hash:/etc/postfix/sasl_passwd\n";

}  // namespace

TEST_CASE("without a relay there is nobody to verify") {
    CHECK(tls("").value == "none");
    CHECK(tls("smtp_tls_security_level = may\n").value == "none");
    CHECK(tls("default_transport = virtual:\n" + kRelay).value == "none");
}

TEST_CASE("levels that verify, and levels that do not") {
    for (const char* level : {"verify", "secure", "fingerprint", "dane-only", " Secure "}) {
        CHECK(tls(kRelay + "smtp_tls_security_level = " + level + "\n").value == "verified");
    }
    for (const char* level : {"", "none", "may", "encrypt", "nonsense"}) {
        CHECK(tls(kRelay + "smtp_tls_security_level = " + level + "\n").value == "unverified");
        CHECK(tls(kRelay + kLogin + "smtp_tls_security_level = " + level + "\n").value ==
              "password-unverified");
    }
    CHECK(tls(kRelay).about == "transport smtp");
    CHECK(tls(kRelay + "smtp_tls_security_level = dane\n").value.starts_with("unknown: "));
    CHECK(tls(kRelay + "smtp_enforce_tls = yes\n").value == "verified");
    CHECK(tls(kRelay + "smtp_enforce_tls = yes\nsmtp_tls_enforce_peername = no\n").value == "unverified");
    CHECK(tls(kRelay + "smtp_use_tls = yes\n").value == "unverified");
}

TEST_CASE("a password to whoever is the receiver counts too") {
    CHECK(tls(kLogin).value == "password-unverified");
    CHECK(tls("smtp_sasl_auth_enable = yes\n").value == "none");
}

TEST_CASE("the worst of several ways counts, with its name") {
    const std::string senders =
        "sender_dependent_default_transport_maps = inline:{a@b.c=jira_main:[h]:465}\n";
    CHECK(tls("default_transport = jira_main:[h]:465\n").value == "verified");
    const auto both = tls(kRelay + senders + kLogin);
    CHECK(both.value == "password-unverified");
    CHECK(both.about == "transport smtp");
}

TEST_CASE("a policy for the relay goes before the level") {
    const std::string policy = kRelay + "smtp_tls_policy_maps = texthash:$config_directory/policy\n";
    CHECK(tls(policy, test::kMasterCf, "[h]:587 secure match=x\n").value == "verified");
    CHECK(tls(policy + "smtp_tls_security_level = secure\n", test::kMasterCf, "[h]:587 may\n").value ==
          "unverified");
    CHECK(tls(policy, test::kMasterCf, "[other]:587 secure\n").value == "unverified");
    CHECK(tls(kRelay + "smtp_tls_policy_maps = mysql:/x\n").value.starts_with("unknown: "));
}

TEST_CASE("what decides is told, with the line of its own file") {
    const std::string master = "smtp unix - - n - - smtp\n# x\njira unix - - n - - smtp\n";
    const std::string main = "default_transport = jira:[h]:587\nsmtp_tls_security_level = secure\n";
    CHECK(tls(main, master).value == "verified");
    const auto own = tls(main, master + "  -o smtp_tls_security_level=may\n");
    CHECK(own.value == "unverified");
    CHECK(own.about == "transport jira");
    CHECK(own.setting.name == "-o smtp_tls_security_level in master.cf");
    CHECK(own.setting.line == 3);
    const auto policy = tls(main + "smtp_tls_policy_maps = inline:{ {[h]:587 = may} }\n", master);
    CHECK(policy.setting.name == "smtp_tls_policy_maps in main.cf");
    CHECK(policy.setting.line == 3);
    CHECK(tls(kRelay).setting.line == 0);  // a default
}

TEST_CASE("while the services are assumed, nothing is called good") {
    CHECK(tls("", "").value == "unknown: its master.cf is not at hand");
    CHECK(tls(kRelay + "smtp_tls_security_level = secure\n", "").value.starts_with("unknown: "));
    CHECK(tls(kRelay, "").value == "unverified");
    CHECK(tls("default_transport = script:\n").value.starts_with("unknown: "));
}
