#include "postfix/readme_accounts.hpp"

#include "support/sample_plan.hpp"

using namespace postern;
using namespace postern::postfix;
using test::holds;

namespace {

// One line, so that it does not matter where words are wrapped.
std::string flat(void (*write)(const Plan&, ReadmeText&), const Plan& plan) {
    ReadmeText text;
    write(plan, text);
    std::string result;
    for (const char c : text.take()) {
        const char shown = c == '\n' ? ' ' : c;
        if (shown != ' ' || result.empty() || result.back() != ' ') {
            result += shown;
        }
    }
    return result;
}

Plan with_tokens(const Provider* provider) {
    Upstream upstream = test::sample_upstream();
    upstream.login = Login::xoauth2;
    upstream.provider = provider;
    return test::sample_plan({upstream});
}

Provider tokens_at(const std::string& tool) {
    Provider provider = test::sample_provider();
    provider.oauth = ProviderOauth{"https://login.example.com/token", "mail", tool};
    return provider;
}

}  // namespace

TEST_CASE("only senders whose mail goes by an account stand beside it") {
    Plan plan = test::sample_plan({test::sample_upstream(), test::sample_upstream("jira_two")});
    std::string text = flat(write_accounts, plan);
    CHECK(holds(text,
                "jira_main: smtp.example.com port 587, as jira@example.com, STARTTLS, certificate checked. "
                "Senders: jira@example.com."));
    CHECK(holds(text.substr(text.find("jira_two:")), "Senders: none."));
    plan.upstreams[0].senders.clear();
    text = flat(write_accounts, plan);
    CHECK(holds(text, "Senders: all others."));
    plan.upstreams.pop_back();
    CHECK(holds(flat(write_accounts, plan), "Senders: any."));
    plan.fragment = true;
    CHECK(holds(flat(write_accounts, plan), "Senders: none."));
    plan.fragment = false;
    plan.route = Route::blackhole;
    CHECK_FALSE(holds(flat(write_accounts, plan), "Senders"));
}

TEST_CASE("what is missing is told where the accounts stand") {
    Plan plan = test::sample_plan();
    CHECK_FALSE(holds(flat(write_accounts, plan), "left out"));
    plan.left_out = {"jira \"Old\" in b.sql: is switched off"};
    plan.not_read = {"a\x1B[31m.sql: ends in the middle"};
    const std::string text = flat(write_accounts, plan);
    CHECK(holds(text, "Accounts left out ----------------- - jira \"Old\" in b.sql: is switched off"));
    CHECK(holds(text, "NOT READ, so accounts may be missing here"));
    CHECK(holds(text, "- a\\x1b[31m.sql: ends in the middle"));
}

TEST_CASE("tokens: where the plug-in is, what gets them, what to fill in") {
    const Provider gmail = tokens_at("gmail");
    Plan plan = with_tokens(&gmail);
    std::string text = flat(write_tokens, plan);
    CHECK(holds(text, "https://github.com/tarickb/sasl-xoauth2"));
    CHECK(holds(text, "--client-id=CLIENT-ID --scope=mail gmail"));
    CHECK(holds(text, "comes from an app registration that you make at the provider"));
    CHECK(holds(text, "in the place of FILL-IN: client_id, refresh_token;"));
    CHECK_FALSE(holds(text, "TENANT"));
    plan.upstreams[0].oauth.client_id = "cl1ent-id";
    text = flat(write_tokens, plan);
    CHECK(holds(text, "--client-id=cl1ent-id "));
    CHECK_FALSE(holds(text, "app registration"));
    CHECK(holds(text, "in the place of FILL-IN: refresh_token;"));
    plan.upstreams[0].oauth.refresh_token = Secret("t0ken");
    text = flat(write_tokens, plan);
    CHECK(holds(text, "xoauth2/jira_main.json is complete."));
    CHECK_FALSE(holds(text, "FILL-IN"));
}

TEST_CASE("a tenant is explained where there is one") {
    const Provider outlook = tokens_at("outlook");
    CHECK(holds(flat(write_tokens, with_tokens(&outlook)), "TENANT is the directory of your organisation"));
}

TEST_CASE("a provider that the plug-in does not know is not put into a command") {
    const std::string text = flat(write_tokens, with_tokens(nullptr));
    CHECK(holds(text, "Get a refresh token as the provider says"));
    CHECK(holds(text, "FILL-IN: client_id, token_endpoint, refresh_token;"));
    CHECK_FALSE(holds(text, "sasl-xoauth2-tool"));
}

TEST_CASE("tokens are tried once they are installed") {
    CHECK(holds(flat(write_token_trial, with_tokens(nullptr)),
                "sasl-xoauth2-tool test-token-refresh /var/lib/postfix/xoauth2/jira_main.json"));
    CHECK(flat(write_token_trial, test::sample_plan()).empty());
}

TEST_CASE("passwords and tokens have their places") {
    std::string text = flat(write_new_secrets, test::sample_plan());
    CHECK(holds(text, "A new password goes into /etc/postfix/sasl_passwd.NAME"));
    CHECK(holds(text, "change the password at the provider"));
    CHECK_FALSE(holds(text, "tokens"));
    text = flat(write_new_secrets, with_tokens(nullptr));
    CHECK_FALSE(holds(text, "password"));
    CHECK(holds(text, "/var/lib/postfix/xoauth2/NAME.json"));
    Plan plan = test::sample_plan();
    plan.route = Route::blackhole;
    CHECK_FALSE(holds(flat(write_new_secrets, plan), "Once mail leaves by Postfix"));
}

TEST_CASE("the files of the accounts") {
    const Provider provider = test::sample_provider();
    Plan plan = with_tokens(&provider);
    plan.upstreams[0].own_sender = "jira@example.com";
    const std::string text = flat(write_account_files, plan);
    for (const char* name : {"sasl_passwd.jira_main", "xoauth2/jira_main.json", "sasl-xoauth2.conf",
                             "dsn_filter", "sender_canonical"}) {
        CHECK(holds(text, name));
    }
    plan.fragment = true;
    CHECK_FALSE(holds(flat(write_account_files, plan), "sender_canonical"));
    CHECK(has_login(plan, Login::xoauth2));
    CHECK_FALSE(has_login(plan, Login::password));
}
