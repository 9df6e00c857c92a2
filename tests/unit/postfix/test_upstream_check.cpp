#include "postfix/upstream_check.hpp"

#include "support/sample_plan.hpp"

using namespace postern;
using namespace postern::postfix;
using test::holds;

namespace {

std::string problem(const Upstream& upstream) {
    const auto reason = why_not(upstream);
    if (!reason) {
        return "";
    }
    // A clause, a newline, what to do.
    CHECK(std::count(reason->begin(), reason->end(), '\n') == 1);
    CHECK(reason->find('\n') + 1 < reason->size());
    return *reason;
}

std::string with_user(const std::string& user) {
    return problem(test::sample_upstream("jira_main", "smtp.example.com", user));
}

std::string with_password(const std::string& password) {
    Upstream upstream = test::sample_upstream();
    upstream.password = Secret(password);
    return problem(upstream);
}

std::string with_host(const std::string& host) {
    return problem(test::sample_upstream("jira_main", host));
}

}  // namespace

TEST_CASE("usual accounts are fine") {
    CHECK(problem(test::sample_upstream()).empty());
    for (const char* user : {"apikey", "DOMAIN\\jira", "jira user@example.com",
                             "Gr\xC3\xBC\xC3\x9F"
                             "e",
                             "a#b", "$x"}) {
        CAPTURE(user);
        CHECK(with_user(user).empty());
    }
    for (const char* password : {"", "x", " x", "a b\tc", ":", "#", "$x", "\"",
                                 "Gr\xC3\xBC\xC3\x9F"
                                 "e"}) {
        CAPTURE(password);
        CHECK(with_password(password).empty());
    }
}

TEST_CASE("a user name that Postfix cannot hold") {
    CHECK(holds(with_user("a:b"), "has a ':' in its user name"));
    for (const std::string& user :
         {std::string("a\nb"), std::string("a\rb"), std::string("a\0b", 3), std::string("a\x7F"),
          std::string("Gr\xFC\xDF"
                      "e")}) {
        CHECK(holds(with_user(user),
                    "user name with a line end, a control character or bytes that are not UTF-8"));
    }
    for (const char* user : {" a", "a ", "\ta", "a\t"}) {
        CHECK(holds(with_user(user), "has a blank at an end of its user name"));
    }
}

TEST_CASE("a password that Postfix cannot hold") {
    for (const std::string& password : {std::string("a\nb"), std::string("a\n"), std::string("a\rb"),
                                        std::string("a\0b", 3), std::string("\0", 1), std::string("a\x1B"),
                                        std::string("a\x7F"
                                                    "b"),
                                        std::string("a\v"), std::string("a\f")}) {
        CHECK(holds(with_password(password), "line end or another control character in its password"));
    }
    CHECK(holds(with_password("a "), "blank at the end of its password"));
    CHECK(holds(with_password("a\t"), "blank at the end of its password"));
    for (const char* password : {"Gr\xFC\xDF"
                                 "e",
                                 "\xC3", "\xC0\x80", "\xED\xA0\x80", "\xF5\x80\x80\x80"}) {
        CHECK(holds(with_password(password), "bytes that are not UTF-8"));
    }
}

TEST_CASE("no reason repeats the password") {
    for (const std::string& end :
         {std::string("\n"), std::string(" "), std::string("\xFF"), std::string("\0", 1)}) {
        CHECK_FALSE(holds(with_password("s3cret" + end), "s3cret"));
    }
}

TEST_CASE("a server that is none") {
    for (const std::string& host :
         {std::string("$mydomain"), std::string("a b"), std::string("a\nb"),
          std::string("[smtp.example.com]"), std::string("smtp.example.com;x"), std::string("a,b"),
          std::string("a:25"), std::string("a\0b", 3), std::string(), std::string("-oX")}) {
        CAPTURE(host);
        CHECK(holds(with_host(host), "neither a host name nor an address"));
    }
    Upstream upstream = test::sample_upstream();
    upstream.port = 0;
    CHECK(holds(problem(upstream), "has no port"));
}

TEST_CASE("certificates are compared with names") {
    for (const char* host : {"10.0.0.1", "2001:db8::1"}) {
        Upstream upstream = test::sample_upstream("jira_main", host);
        CHECK(holds(problem(upstream), "names its server by an address"));
        CHECK(holds(problem(upstream), std::string("--tls ") + host + "=secure:NAME"));
        upstream.tls.name = "mail.example.com";
        CHECK(problem(upstream).empty());
        for (const TlsLevel level : {TlsLevel::encrypt, TlsLevel::may, TlsLevel::cleartext}) {
            upstream.tls = {level, ""};
            CHECK(problem(upstream).empty());
        }
    }
}

TEST_CASE("TLS from the start is not optional") {
    Upstream upstream = test::sample_upstream();
    upstream.wrappermode = true;
    CHECK(problem(upstream).empty());
    upstream.tls.level = TlsLevel::encrypt;
    CHECK(problem(upstream).empty());
    for (const TlsLevel level : {TlsLevel::may, TlsLevel::cleartext}) {
        upstream.tls.level = level;
        CHECK(holds(problem(upstream), "speaks TLS from the start"));
    }
}

TEST_CASE("where nobody logs in, nothing is wrong with the login") {
    Upstream upstream = test::sample_upstream("jira_main", "smtp.example.com", "");
    upstream.login = Login::none;
    upstream.password = Secret("a\n");
    CHECK(problem(upstream).empty());
}

TEST_CASE("an address with more behind it is no server") {
    Upstream upstream = test::sample_upstream("jira_main", std::string("10.0.0.1\0]:25\nalias_maps = x", 28));
    upstream.tls.level = TlsLevel::may;
    CHECK(holds(problem(upstream), "neither a host name nor an address"));
}

TEST_CASE("words without end are no login") {
    CHECK(with_user(std::string(1000, 'u')).empty());
    CHECK(holds(with_user(std::string(1001, 'u')), "more than 1,000 bytes"));
    CHECK(with_password(std::string(1000, 'p')).empty());
    CHECK(holds(with_password(std::string(1001, 'p')), "more than 1,000 bytes"));
}

TEST_CASE("a name with other letters has a form that the DNS knows") {
    CHECK(holds(with_host("m\xC3\xBCller.example.com"), "Punycode"));
}
