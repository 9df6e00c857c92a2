#include "postfix/tls_policy.hpp"

#include "support/sample_plan.hpp"

using namespace postern;
using namespace postern::postfix;

namespace {

Account account(std::uint16_t port, Tls tls) {
    Account result;
    result.host = "smtp.example.com";
    result.port = port;
    result.tls = tls;
    return result;
}

}  // namespace

TEST_CASE("the words for a policy") {
    CHECK(parse_tls_policy("secure") == TlsPolicy{TlsLevel::secure, ""});
    CHECK(parse_tls_policy("secure:mail.example.com") == TlsPolicy{TlsLevel::secure, "mail.example.com"});
    CHECK(parse_tls_policy("encrypt") == TlsPolicy{TlsLevel::encrypt, ""});
    CHECK(parse_tls_policy("may") == TlsPolicy{TlsLevel::may, ""});
    CHECK(parse_tls_policy("cleartext") == TlsPolicy{TlsLevel::cleartext, ""});
    for (const char* word :
         {"", "Secure", "secure:", "secure: x", "secure:a b", "secure:$x", "secure:10.0.0.1", "secure:a,b",
          "none", "encrypt:x", "may ", " may", "secure:a\nb", "verify"}) {
        CAPTURE(word);
        CHECK_FALSE(parse_tls_policy(word).has_value());
    }
}

TEST_CASE("port 465 starts with TLS, whatever the account says") {
    CHECK(starts_with_tls(account(465, Tls::none), nullptr));
    CHECK(starts_with_tls(account(465, Tls::starttls), nullptr));
    CHECK(starts_with_tls(account(2465, Tls::implicit), nullptr));
    CHECK_FALSE(starts_with_tls(account(587, Tls::starttls), nullptr));
    CHECK_FALSE(starts_with_tls(account(25, Tls::none), nullptr));
}

TEST_CASE("what the provider says of a port counts more than the account") {
    Provider provider = test::sample_provider();
    CHECK_FALSE(starts_with_tls(account(587, Tls::implicit), &provider));
    CHECK(starts_with_tls(account(465, Tls::none), &provider));
    CHECK(starts_with_tls(account(2465, Tls::implicit), &provider));
    CHECK_FALSE(starts_with_tls(account(2465, Tls::none), &provider));
    provider.ports = {{2465, Tls::implicit}};
    CHECK(starts_with_tls(account(2465, Tls::none), &provider));
}

TEST_CASE("names are proven wherever TLS was asked for or is known to be there") {
    const Provider provider = test::sample_provider();
    CHECK(default_policy(account(587, Tls::starttls), nullptr).level == TlsLevel::secure);
    CHECK(default_policy(account(465, Tls::none), nullptr).level == TlsLevel::secure);
    CHECK(default_policy(account(587, Tls::none), &provider).level == TlsLevel::secure);
    CHECK(default_policy(account(25, Tls::none), nullptr) == TlsPolicy{TlsLevel::may, ""});
}

TEST_CASE("Postfix's words") {
    CHECK(security_level(TlsLevel::cleartext) == "may");
    CHECK(security_level(TlsLevel::may) == "may");
    CHECK(security_level(TlsLevel::encrypt) == "encrypt");
    CHECK(security_level(TlsLevel::secure) == "secure");
}
