#include "postfix/master_cf.hpp"

#include <set>

#include "support/sample_plan.hpp"

using namespace postern;
using namespace postern::postfix;
using test::has_line;

namespace {

std::vector<std::string> words_of(const std::string& line) {
    std::istringstream in(line);
    std::vector<std::string> words;
    for (std::string word; in >> word;) {
        words.push_back(word);
    }
    return words;
}

std::vector<std::vector<std::string>> services_of(const std::string& text) {
    std::vector<std::vector<std::string>> services;
    for (const std::string& line : test::lines_of(text)) {
        if (line[0] != '#' && line[0] != ' ') {
            services.push_back(words_of(line));
        }
    }
    return services;
}

}  // namespace

TEST_CASE("every service has its eight words and runs outside a jail") {
    const std::string text = master_cf({}, {{"jira_main", "smtp", {}}, {"virtual", "virtual", {}}});
    std::set<std::string> names;
    for (const auto& words : services_of(text)) {
        CAPTURE(words);
        REQUIRE(words.size() == 8);
        CHECK(words[4] == "n");
        CHECK(names.insert(words[0] + words[1]).second);
    }
}

TEST_CASE("nothing but the given transports delivers mail") {
    const auto commands = test::commands_of(master_cf({}, {}));
    for (const char* command : {"smtp", "lmtp", "local", "virtual", "pipe", "spawn"}) {
        CHECK(std::find(commands.begin(), commands.end(), command) == commands.end());
    }
    for (const char* command : {"pickup", "cleanup", "qmgr", "tlsmgr", "trivial-rewrite", "bounce", "error",
                                "anvil", "scache", "tlsproxy", "postlogd", "proxymap", "showq", "smtpd"}) {
        CHECK(std::find(commands.begin(), commands.end(), command) != commands.end());
    }
}

TEST_CASE("Postfix listens where it is told to") {
    Host host;
    host.listen_port = 2525;
    CHECK(services_of(master_cf(host, {}))[0] ==
          std::vector<std::string>{"2525", "inet", "n", "-", "n", "-", "-", "smtpd"});
    host.listen_host = "172.17.0.1";
    CHECK(services_of(master_cf(host, {}))[0][0] == "2525");
    CHECK(services_of(master_cf(host, {}))[1] ==
          std::vector<std::string>{"172.17.0.1:2525", "inet", "n", "-", "n", "-", "-", "smtpd"});
    host.listen_host = "2001:db8::1";
    CHECK(services_of(master_cf(host, {}))[1][0] == "[2001:db8::1]:2525");
    host.listen_host = "::1";
    CHECK(services_of(master_cf(host, {}))[1][7] == "pickup");
}

TEST_CASE("options of a transport are words without blanks") {
    const std::string text = transport_lines(
        {"jira_main", "smtp", {{"smtp_tls_mandatory_protocols", "!SSLv2, !SSLv3"}, {"a", "b"}}});
    CHECK(services_of(text)[0] ==
          std::vector<std::string>{"jira_main", "unix", "-", "-", "n", "-", "-", "smtp"});
    CHECK(has_line(text, "    -o smtp_tls_mandatory_protocols=!SSLv2,!SSLv3"));
    CHECK(has_line(text, "    -o a=b"));
}

TEST_CASE("a long name is one word") {
    const std::string name(40, 'x');
    const auto words = services_of(transport_lines({name, "smtp", {}}))[0];
    CHECK(words == std::vector<std::string>{name, "unix", "-", "-", "n", "-", "-", "smtp"});
}

TEST_CASE("what writes mailboxes needs privileges") {
    CHECK(services_of(transport_lines({"virtual", "virtual", {}}))[0] ==
          std::vector<std::string>{"virtual", "unix", "-", "n", "n", "-", "-", "virtual"});
}

TEST_CASE("an upgrade of Postfix finds what it would append, and none of it can send") {
    const auto names = [](const std::string& text) {
        std::vector<std::vector<std::string>> found;
        for (const auto& words : services_of(text)) {
            if (words[0] == "smtp" || words[0] == "relay") {
                found.push_back({words[0], words[7]});
            }
        }
        return found;
    };
    using Names = std::vector<std::vector<std::string>>;
    CHECK(names(master_cf({}, {{"virtual", "virtual", {}}})) == Names{{"smtp", "error"}, {"relay", "error"}});
    CHECK(names(master_cf({}, {{"smtp", "smtp", {}}})) == Names{{"relay", "error"}, {"smtp", "smtp"}});
    const std::string text = master_cf({}, {});
    CHECK(has_line(text, "proxywrite unix  -       -       n       -       1       proxymap"));
    for (const char* line : {"#smtp ", "#smtpd ", "#dnsblog "}) {
        CHECK(test::holds(text, std::string("\n") + line));
    }
}
