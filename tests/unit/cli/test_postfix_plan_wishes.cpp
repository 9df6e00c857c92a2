// What the command line says of accounts.
#include "cli/postfix_plan.hpp"

#include "postern/error.hpp"
#include "support/sample_plan.hpp"

using namespace postern;
using cli::PostfixOptions;
using postfix::TlsLevel;

namespace {

std::string refusal(const PostfixOptions& options) {
    try {
        cli::read_wishes(options);
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::usage);
        CHECK_FALSE(error.hint().empty());
        return error.what();
    }
    return {};
}

}  // namespace

TEST_CASE("wishes of TLS, tokens and senders") {
    PostfixOptions options;
    options.tls = {"SMTP.Example.com=may", "2001:db8::1=secure:mail.example.com", "[2001:DB8::2]=encrypt"};
    options.oauth_client_id = "cl1ent-id";
    options.oauth = {"Jira@Example.com"};
    options.keep_senders = true;
    options.relay = "localhost:2525";
    const postfix::UpstreamWishes wishes = cli::read_wishes(options);
    CHECK(wishes.tls.size() == 3);
    CHECK(wishes.tls.at("2001:db8::2").level == TlsLevel::encrypt);
    CHECK(wishes.oauth_client_id == "cl1ent-id");
    CHECK(wishes.tls.at("smtp.example.com").level == TlsLevel::may);
    CHECK(wishes.tls.at("2001:db8::1").name == "mail.example.com");
    CHECK(wishes.oauth.contains("jira@example.com"));
    CHECK(wishes.keep_senders);
    CHECK(wishes.relay_port == 2525);
    for (const char* word : {"", "=", "smtp.example.com", "smtp.example.com=", "=may", "a b=may", "a=none",
                             "a=secure:", "[smtp.example.com]=may", "[]=may", "[::1=may", "[::x]=may"}) {
        CAPTURE(word);
        options.tls = {word};
        CHECK(refusal(options) == "--tls takes HOST=POLICY");
    }
}

TEST_CASE("names that no account has are mistakes") {
    const auto check = [](const std::vector<std::string>& tls, const std::vector<std::string>& oauth) {
        PostfixOptions given;
        given.tls = tls;
        given.oauth = oauth;
        cli::check_names(given, {test::sample_upstream(), test::sample_upstream("b", "2001:db8::1")});
    };
    CHECK_NOTHROW(check({"[2001:db8::1]=may"}, {}));
    CHECK_NOTHROW(check({"SMTP.example.com=may"}, {"JIRA@example.com"}));
    CHECK_THROWS_AS(check({"smtp.example.org=may"}, {}), Error);
    CHECK_THROWS_AS(check({}, {"other@example.com"}), Error);
}

TEST_CASE("two policies for one server are a mistake") {
    PostfixOptions options;
    options.tls = {"smtp.example.com=may", "SMTP.example.com=secure"};
    CHECK(refusal(options) == "--tls names a server twice");
    options.tls = {"2001:db8::1=may", "[2001:db8::1]=may"};
    CHECK(refusal(options) == "--tls names a server twice");
}

TEST_CASE("a client id is one word, for accounts that log in by tokens") {
    PostfixOptions options;
    for (const std::string& word :
         {std::string("a b"), std::string("a\nb"), std::string("\xC3\xBC"), std::string(501, 'x')}) {
        options.oauth_client_id = word;
        CHECK(refusal(options) == "--oauth-client-id takes one word");
    }
    options.oauth_client_id = "cl1ent-id";
    postfix::Upstream upstream = test::sample_upstream();
    CHECK_THROWS_AS(cli::check_names(options, {upstream}), Error);
    upstream.login = postfix::Login::xoauth2;
    CHECK_NOTHROW(cli::check_names(options, {upstream}));
}
