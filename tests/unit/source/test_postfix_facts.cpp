#include "source/postfix_facts.hpp"

#include <map>

#include "support/postfix_folder.hpp"

using namespace postern;

namespace {

std::map<std::string, std::string> facts(const std::string& main_cf,
                                         const std::string& master_cf = test::kMasterCf) {
    const test::PostfixFolder folder(main_cf, master_cf);
    const auto found = source::postfix_facts(folder.settings(), folder.services(), folder.files()).values;
    return {found.begin(), found.end()};
}

std::pair<std::string, std::string> ways(const std::string& main_cf,
                                         const std::string& master_cf = test::kMasterCf) {
    auto all = facts(main_cf, master_cf);
    return {all["postern.blackhole"], all["postern.reaches_world"]};
}

using Pair = std::pair<std::string, std::string>;
const std::string kUnread =
    "unknown: the table /etc/postfix/absent, which transport_maps names, is not at hand: put its text beside "
    "main.cf, or scan on its own host as root";
const std::string kDatabase =
    "unknown: a table that transport_maps names is no text file, which is all that is read: see by hand what "
    "it does with mail";
const std::string kNoMaster = "unknown: its master.cf is not at hand";

}  // namespace

TEST_CASE("a host either reaches the world or holds its mail back") {
    CHECK(ways("") == Pair{"no", "yes"});
    CHECK(ways("default_transport = virtual:\n") == Pair{"yes", "no"});
    CHECK(ways("default_transport = virtual:\ntransport_maps = inline:{qa@example.com=smtp:}\n") ==
          Pair{"yes", "no"});
    CHECK(ways("default_transport = virtual:\ntransport_maps = inline:{example.com=smtp:}\n") ==
          Pair{"no", "yes"});
}

TEST_CASE("what depends on what cannot be seen is unknown") {
    CHECK(ways("transport_maps = hash:/etc/postfix/absent\n") == Pair{kUnread, kUnread});
    CHECK(ways("default_transport = virtual:\ntransport_maps = hash:/etc/postfix/absent\n") ==
          Pair{kUnread, kUnread});
    CHECK(ways("transport_maps = mysql:/x\n") == Pair{"no", "yes"});
    CHECK(ways("default_transport = virtual:\ntransport_maps = mysql:/x\n") == Pair{kDatabase, kDatabase});
    const std::string script = "unknown: it gives mail to another program";
    CHECK(ways("default_transport = script:\n") == Pair{script, script});
}

TEST_CASE("what leaves beside the rest reaches the world, and is no blackhole") {
    const std::string held = "default_transport = virtual:\n";
    for (const char* way :
         {"relay_domains = customer.example.com\n", "content_filter = smtp:[relay.example.com]:25\n",
          "local_transport = smtp:[hub.example.com]\n",
          "virtual_transport = smtp:\nvirtual_mailbox_domains = example.com\n",
          "body_checks = inline:{ {x = FILTER smtp:[relay.example.com]} }\n"}) {
        CAPTURE(way);
        CHECK(ways(held + way) == Pair{"no", "yes"});
    }
    const std::string program = "unknown: it gives mail to another program on its own host";
    CHECK(ways(held + "content_filter = smtp:[127.0.0.1]:10024\n") == Pair{program, program});
    CHECK(ways("content_filter = smtp:[127.0.0.1]:10024\n") == Pair{"no", "yes"});
    CHECK(facts("content_filter = smtp:[127.0.0.1]:10024\n")["postern.relay_tls"] == "none");
}

TEST_CASE("what makes it so is told") {
    const test::PostfixFolder folder("default_transport = virtual:\n\nrelay_domains = example.com\n");
    const auto found = source::postfix_facts(folder.settings(), folder.services(), folder.files()).settings;
    REQUIRE_FALSE(found.empty());
    CHECK(found[0].name == "relay_domains in main.cf");
    CHECK(found[0].line == 3);
}

TEST_CASE("with assumed services only what is bad is told") {
    CHECK(ways("", "") == Pair{kNoMaster, "yes"});
    CHECK(ways("default_transport = virtual:\n", "") == Pair{"yes", kNoMaster});
}

TEST_CASE("no fact has the name of a parameter") {
    for (const auto& [name, value] : facts("")) {
        CHECK(name.starts_with("postern."));
    }
    CHECK(facts("")["postern.listens"] == "network");
    CHECK(facts("")["postern.listener"] == "service smtp");
    CHECK(facts("")["postern.networks"] == "wider");
    CHECK(facts("")["postern.relay_tls"] == "none");
    CHECK(facts("")["postern.passwords_readable"] == "no");
    CHECK(facts("")["postern.passwords_inside"] == "no");
}
