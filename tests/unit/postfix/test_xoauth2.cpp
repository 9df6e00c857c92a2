#include "postfix/xoauth2.hpp"

#include <nlohmann/json.hpp>

#include "support/sample_plan.hpp"

using namespace postern;
using namespace postern::postfix;

namespace {

Upstream with_tokens() {
    Upstream upstream = test::sample_upstream();
    upstream.login = Login::xoauth2;
    upstream.oauth = {"client-id", Secret("cl1ent~s3cret"), Secret("1//t0ken")};
    return upstream;
}

Provider tokens_at(const std::string& tool) {
    Provider provider = test::sample_provider();
    provider.oauth = ProviderOauth{"https://login.example.com/token", "https://mail.example.com/", tool};
    return provider;
}

nlohmann::json json_of(const ConfigFile& file) {
    return nlohmann::json::parse(file.text.reveal());
}

}  // namespace

TEST_CASE("the token file holds what was found") {
    const Provider provider = tokens_at("gmail");
    Upstream upstream = with_tokens();
    upstream.provider = &provider;
    const ConfigFile file = token_file(upstream);
    CHECK(file.name == "xoauth2/jira_main.json");
    CHECK(file.mode == kSecretMode);
    CHECK(json_of(file) == nlohmann::json{{"client_id", "client-id"},
                                          {"token_endpoint", "https://login.example.com/token"},
                                          {"client_secret", "cl1ent~s3cret"},
                                          {"refresh_token", "1%2F%2Ft0ken"},
                                          {"access_token", ""},
                                          {"expiry", "0"}});
    CHECK(has_tokens(upstream));
}

TEST_CASE("what was not found has to be filled in") {
    Upstream upstream = with_tokens();
    upstream.oauth = {};
    const auto json = json_of(token_file(upstream));
    CHECK(json.at("client_id") == "FILL-IN");
    CHECK(json.at("token_endpoint") == "FILL-IN");
    CHECK(json.at("refresh_token") == "FILL-IN");
    CHECK(json.at("client_secret") == "");  // public clients have none
    CHECK_FALSE(has_tokens(upstream));
    CHECK(missing_in_token_file(upstream) ==
          std::vector<std::string>{"client_id", "token_endpoint", "refresh_token"});
    CHECK_FALSE(has_tokens(with_tokens()));  // no provider, so no address
    CHECK(missing_in_token_file(with_tokens()) == std::vector<std::string>{"token_endpoint"});
}

TEST_CASE("no value can leave its place in the file") {
    Upstream upstream = with_tokens();
    upstream.oauth = {"a\"b\\c\nd\x01", Secret("\"},\n&=%+#"), Secret("a\"b\xC3\xBC")};
    const auto json = json_of(token_file(upstream));
    CHECK(json.at("client_id") == "a\"b\\c\nd\x01");
    CHECK(json.at("client_secret") == "%22%7D%2C%0A%26%3D%25%2B%23");
    CHECK(json.at("refresh_token") == "a%22b%C3%BC");
}

TEST_CASE("percent encoding leaves what a form leaves") {
    const std::string plain = "ABCXYZabcxyz0189-._~";
    CHECK(percent_encoded(Secret(plain)).reveal() == plain);
    CHECK(percent_encoded(Secret(std::string_view("\0 /\xFF", 4))).reveal() == "%00%20%2F%FF");
    CHECK(percent_encoded(Secret()).empty());
}

TEST_CASE("the plug-in's own settings hold no secret") {
    Host host;
    host.platform = Platform::rhel;
    const ConfigFile file = xoauth2_conf(host);
    CHECK(file.name == "sasl-xoauth2.conf");
    CHECK(file.mode == kOpenMode);
    const auto json = json_of(file);
    CHECK(json.at("client_secret") == "");
    CHECK(json.at("ca_bundle_file") == "/etc/pki/tls/certs/ca-bundle.crt");
    CHECK(json.at("log_full_trace_on_failure") == "no");
}

TEST_CASE("a command gets tokens, and never holds a secret or a hostile word") {
    Upstream upstream = with_tokens();
    const Provider gmail = tokens_at("gmail");
    const Provider outlook = tokens_at("outlook");
    upstream.provider = &gmail;
    CHECK(token_command(upstream) ==
          "sasl-xoauth2-tool get-token --client-id=client-id --scope=https://mail.example.com/ gmail");
    upstream.provider = &outlook;
    CHECK(token_command(upstream) ==
          "sasl-xoauth2-tool get-token --client-id=client-id --tenant=TENANT "
          "--use-device-flow outlook");
    upstream.oauth.client_id = "x; rm -rf /";
    CHECK(test::holds(token_command(upstream), "--client-id=CLIENT-ID "));
    upstream.provider = nullptr;
    CHECK(token_command(upstream).empty());
    CHECK(test_command(upstream, {}) ==
          "sasl-xoauth2-tool test-token-refresh /var/lib/postfix/xoauth2/jira_main.json");
}
