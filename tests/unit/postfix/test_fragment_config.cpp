#include "postfix/fragment_config.hpp"

#include "support/sample_plan.hpp"

using namespace postern;
using namespace postern::postfix;
using test::has_line;
using test::holds;

namespace {

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
        ++found;
    }
    return found;
}

}  // namespace

TEST_CASE("main.cf gets routes for the accounts' senders, and nothing for others") {
    const auto files = fragment_config(test::sample_plan());
    CHECK(test::names_of(files) == std::vector<std::string>{"main.cf.fragment", "master.cf.fragment",
                                                            "sender_transport", "sasl_passwd.jira_main",
                                                            "dsn_filter"});
    const std::string main = test::text_in(files, "main.cf.fragment");
    CHECK(has_line(main,
                   "sender_dependent_default_transport_maps = texthash:$config_directory/sender_transport"));
    for (const char* name : {"default_transport =", "relayhost", "inet_interfaces", "mynetworks",
                             "mydestination", "smtp_", "\nmessage_size_limit"}) {
        CHECK_FALSE(holds("\n" + main, std::string(name[0] == '\n' ? "" : "\n") + name));
    }
    CHECK(has_line(test::text_in(files, "sender_transport"),
                   "jira@example.com jira_main:[smtp.example.com]:587"));
}

TEST_CASE("each transport brings all that main.cf may lack") {
    const std::string master = test::text_in(fragment_config(test::sample_plan()), "master.cf.fragment");
    CHECK(test::commands_of(master) == std::vector<std::string>{"smtp"});
    // tlsproxy would die where main.cf has no smtp_tls_security_level.
    CHECK(count(master, "smtp_tls_connection_reuse") == 1);
    CHECK(has_line(master, "    -o smtp_tls_connection_reuse=no"));
    for (const char* option :
         {"smtp_tls_security_level=secure", "smtp_tls_CAfile=/etc/ssl/certs/ca-certificates.crt",
          "smtp_sasl_security_options=noanonymous,noplaintext",
          "smtp_sasl_password_maps=texthash:$config_directory/sasl_passwd.jira_main",
          "smtp_delivery_status_filter=regexp:$config_directory/dsn_filter"}) {
        CHECK(has_line(master, std::string("    -o ") + option));
    }
    for (const std::string& line : test::lines_of(master)) {
        if (line.starts_with("    -o ")) {
            CHECK(line.find(' ', 7) == std::string::npos);  // Postfix would take the rest for an argument
        }
    }
}

TEST_CASE("an account's own setting stands instead of the common one") {
    Plan plan = test::sample_plan();
    plan.upstreams[0].tls.level = TlsLevel::cleartext;
    const std::string master = test::text_in(fragment_config(plan), "master.cf.fragment");
    CHECK(count(master, "-o smtp_sasl_security_options=") == 1);
    CHECK(has_line(master, "    -o smtp_sasl_security_options=noanonymous"));
}

TEST_CASE("the size that messages need is told, not set") {
    Provider provider = test::sample_provider();
    provider.message_size = 25'000'000;
    Plan plan = test::sample_plan();
    plan.upstreams[0].provider = &provider;
    const std::string main = test::text_in(fragment_config(plan), "main.cf.fragment");
    CHECK(holds(main, "25000000"));
    CHECK_FALSE(holds(main, "\nmessage_size_limit"));
}

TEST_CASE("what is appended to a last line without an end does not join it") {
    for (const char* name : {"main.cf.fragment", "master.cf.fragment"}) {
        CHECK(test::text_in(fragment_config(test::sample_plan()), name).starts_with("\n#"));
    }
}

TEST_CASE("a fragment rewrites no sender") {
    const Provider provider = test::sample_provider();
    Plan plan = test::sample_plan();
    plan.fragment = true;
    plan.upstreams[0].provider = &provider;
    plan.upstreams[0].own_sender = "jira@example.com";
    const auto files = fragment_config(plan);
    CHECK_FALSE(holds(test::text_in(files, "main.cf.fragment"), "canonical"));
    const auto names = test::names_of(files);
    CHECK(std::find(names.begin(), names.end(), "sender_canonical") == names.end());
}
