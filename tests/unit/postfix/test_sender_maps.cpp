#include "postfix/sender_maps.hpp"

#include <regex.h>

#include "support/sample_plan.hpp"

using namespace postern;
using namespace postern::postfix;

namespace {

// As Postfix matches, which leaves case alone.
bool fits(const std::string& pattern, const std::string& text) {
    regex_t regex;
    REQUIRE(::regcomp(&regex, pattern.c_str(), REG_EXTENDED | REG_ICASE | REG_NOSUB) == 0);
    const bool found = ::regexec(&regex, text.c_str(), 0, nullptr, 0) == 0;
    ::regfree(&regex);
    return found;
}

std::vector<Upstream> two_accounts() {
    std::vector<Upstream> upstreams = {test::sample_upstream(),
                                       test::sample_upstream("jira_two", "2001:db8::1", "two@example.com")};
    upstreams[0].senders = {"jira@example.com", "shared@example.com"};
    upstreams[1].senders = {"shared@example.com", "two@example.com"};
    return upstreams;
}

}  // namespace

TEST_CASE("every sender goes by its account, a shared one by the first") {
    const auto lines = test::lines_of(sender_transport(two_accounts()));
    REQUIRE(lines.size() == 4);
    CHECK(lines[0].starts_with("#"));
    CHECK(lines[1] == "jira@example.com jira_main:[smtp.example.com]:587");
    CHECK(lines[2] == "shared@example.com jira_main:[smtp.example.com]:587");
    CHECK(lines[3] == "two@example.com jira_two:[ipv6:2001:db8::1]:587");
}

TEST_CASE("senders are rewritten only where the first account's provider insists") {
    CHECK_FALSE(rewrites_senders({}));
    auto upstreams = two_accounts();
    CHECK_FALSE(rewrites_senders(upstreams));
    upstreams[1].own_sender = "two@example.com";
    CHECK_FALSE(rewrites_senders(upstreams));
    upstreams[0].own_sender = "jira@example.com";
    CHECK(rewrites_senders(upstreams));
}

TEST_CASE("own senders stay, others become the first account's, the null sender is left alone") {
    const Provider provider = test::sample_provider();
    auto upstreams = two_accounts();
    upstreams[0].provider = &provider;
    upstreams[0].own_sender = "jira@example.com";
    const auto lines = test::lines_of(sender_canonical(upstreams));
    REQUIRE(lines.size() == 6);
    CHECK(lines[0].starts_with("# Mail House takes"));
    CHECK(lines[1].starts_with("#"));
    CHECK(lines[2] == "/^jira@example\\.com$/ jira@example.com");
    CHECK(lines[3] == "/^shared@example\\.com$/ shared@example.com");
    CHECK(lines[4] == "/^two@example\\.com$/ two@example.com");
    CHECK(lines[5] == "/@/ jira@example.com");
}

TEST_CASE("a pattern fits its own text alone") {
    std::string all;
    for (char c = 0x20; c < 0x7F; ++c) {
        all += c;
    }
    for (const std::string& text :
         {std::string("a.b+c@example.com"), all, std::string("x*y?z|w{1}(2)[3]^$")}) {
        const std::string pattern = "^" + escaped_pattern(text) + "$";
        CHECK(fits(pattern, text));
        CHECK_FALSE(fits(pattern, text + 'x'));
        CHECK_FALSE(fits(pattern, "a-b+c@example.com"));
        CHECK_FALSE(fits(pattern, "xxy?z|w{1}(2)[3]^$"));
    }
    CHECK(escaped_pattern("a/b") == "a\\/b");
    CHECK(escaped_pattern("jira@example") == "jira@example");
}

TEST_CASE("a '$' in an address is not expanded by a regexp table") {
    const Provider provider = test::sample_provider();
    auto upstreams = two_accounts();
    upstreams[0].provider = &provider;
    upstreams[0].senders = {"a$1@example.com"};
    upstreams[0].own_sender = "a$1@example.com";
    const std::string table = sender_canonical(upstreams);
    CHECK(test::has_line(table, "/^a\\$1@example\\.com$/ a$$1@example.com"));
    CHECK(test::has_line(table, "/@/ a$$1@example.com"));
}

TEST_CASE("only the first of two accounts has a shared sender") {
    const auto upstreams = two_accounts();
    CHECK(senders_through(upstreams, upstreams[0]) ==
          std::vector<std::string>{"jira@example.com", "shared@example.com"});
    CHECK(senders_through(upstreams, upstreams[1]) == std::vector<std::string>{"two@example.com"});
    CHECK(account_of(upstreams, "shared@example.com") == &upstreams[0]);
    CHECK(account_of(upstreams, "nobody@example.com") == nullptr);
}

TEST_CASE("a provider's title cannot add a rule to the table") {
    Provider provider = test::sample_provider();
    provider.title = "Mail House\n/^/ thief@example.org\n#";
    auto upstreams = two_accounts();
    upstreams[0].provider = &provider;
    upstreams[0].own_sender = "jira@example.com";
    const auto lines = test::lines_of(sender_canonical(upstreams));
    REQUIRE(lines.size() == 6);
    CHECK(lines[0].starts_with("# Mail House\\x0a/^/ thief@example.org"));
}
