#include "source/postfix_routes.hpp"

#include "support/postfix_folder.hpp"

using namespace postern;
using source::MailWay;

namespace {

struct Case {
    source::OutsideMail mail;
    std::vector<std::string> ways;  // "service next-hop"
};

// `tables` are files beside main.cf.
Case route(const std::string& main_cf, const std::vector<std::pair<std::string, std::string>>& tables = {},
           const std::string& master_cf = test::kMasterCf) {
    const test::PostfixFolder folder(main_cf, master_cf);
    for (const auto& [name, text] : tables) {
        folder.add(name, text);
    }
    const auto services = folder.services();
    Case result{source::outside_mail(folder.settings(), services, folder.files()), {}};
    for (source::MailRoute& way : result.mail.ways_out) {
        result.ways.push_back(way.service->name + " " + way.next_hop);
        way.service = nullptr;
    }
    return result;
}

using Ways = std::vector<std::string>;

std::string transports(const std::string& type) {
    return "default_transport = virtual:\ntransport_maps = " + type + ":$config_directory/transport\n";
}

}  // namespace

TEST_CASE("mail goes out by the default transport, to the relay where there is one") {
    CHECK(route("").mail.rest.way == MailWay::out);
    CHECK(route("").ways == Ways{"smtp "});
    CHECK(route("relayhost = [smtp.example.com]:587\n").ways == Ways{"smtp [smtp.example.com]:587"});
    CHECK(route("relayhost = a, b\n").ways == Ways{"smtp a"});
    CHECK(route("default_transport = jira_main:[h]:465\nrelayhost = r\n").ways == Ways{"jira_main [h]:465"});
    CHECK(route("default_transport = relay\n").mail.some_go_out);
}

TEST_CASE("mail is held by transports that go nowhere, and by one that is not there") {
    for (const char* transport :
         {"virtual:", "discard:", "error:5.1.1 no", "local", "lmtp:unix:private/x", "nobody:x"}) {
        CAPTURE(transport);
        const auto found = route(std::string("default_transport = ") + transport + "\n");
        CHECK(found.mail.rest.way == MailWay::held);
        CHECK_FALSE(found.mail.some_go_out);
        CHECK(found.ways.empty());
    }
    CHECK(route("", {}, "smtp inet n - n - - smtpd\n").mail.rest.way == MailWay::held);
}

TEST_CASE("another program may do anything with mail") {
    for (const char* text : {"default_transport = script:\n", "relayhost = [localhost]:1025\n",
                             "default_transport = smtp:127.0.0.1:1025\n", "relayhost = [::1]:25\n"}) {
        CAPTURE(text);
        CHECK(route(text).mail.rest.way == MailWay::unclear);
        CHECK_FALSE(route(text).mail.rest.why.empty());
        CHECK_FALSE(route(text).mail.some_go_out);
    }
}

TEST_CASE("a transport table may hold all mail back, or let some out") {
    const auto with = [](const std::string& type, const std::string& text) {
        return route(transports(type), {{"transport", text}});
    };
    const auto one = with("regexp", "/^qa@corp\\.example$/ jira_main:[h]:587\n");
    CHECK(one.mail.rest.way == MailWay::held);
    CHECK_FALSE(one.mail.some_go_out);
    CHECK(one.ways == Ways{"jira_main [h]:587"});
    CHECK(with("regexp", "/@corp\\.example$/ jira_main:[h]:587\n").mail.some_go_out);
    CHECK(with("regexp", "/./ smtp:\n").mail.rest.way == MailWay::out);
    CHECK(with("regexp", "/./ discard:\n/x/ smtp:\n").ways.empty());
    CHECK_FALSE(with("texthash", "qa@corp.example smtp:\n").mail.some_go_out);
    CHECK(with("texthash", "corp.example smtp:\n").mail.some_go_out);
    CHECK(with("texthash", "* smtp:\n").mail.rest.way == MailWay::out);
    CHECK(with("texthash", "corp.example script:\n").mail.may_let_out == "it gives mail to another program");
    const auto sandbox =
        route("transport_maps = texthash:$config_directory/transport\n", {{"transport", "* discard:\n"}});
    CHECK(sandbox.mail.rest.way == MailWay::held);
    CHECK_FALSE(sandbox.mail.some_go_out);
    const auto next_hop = route("transport_maps = inline:{corp.example=:[h]}\n");
    CHECK(next_hop.ways == Ways{"smtp [h]", "smtp "});
}

TEST_CASE("whole addresses are looked up before domains, whatever the order of the tables") {
    const auto found = route("transport_maps = texthash:$config_directory/a, regexp:$config_directory/b\n",
                             {{"a", "corp.example smtp:\n"}, {"b", "/./ discard:\n"}});
    CHECK_FALSE(found.mail.some_go_out);
    CHECK(found.mail.rest.way == MailWay::held);
}

TEST_CASE("a table that is not at hand leaves things open") {
    const auto open = route(transports("texthash"));
    CHECK(open.mail.may_let_out.starts_with("the table /"));
    CHECK_FALSE(open.mail.may_hold.empty());
    CHECK(route("transport_maps = mysql:/x\n").mail.may_hold.empty());
    CHECK_FALSE(route("virtual_alias_maps = regexp:/etc/postfix/absent\n").mail.may_hold.empty());
    CHECK(route("virtual_alias_maps = hash:/etc/postfix/absent\n").mail.may_hold.empty());
    CHECK(route("virtual_alias_maps = hash:/etc/postfix/absent\n").mail.may_let_out.empty());
    const auto senders =
        route("default_transport = virtual:\nsender_dependent_default_transport_maps = hash:/absent\n");
    CHECK_FALSE(senders.mail.may_let_out.empty());
    CHECK(senders.mail.may_hold.empty());
}

TEST_CASE("an alias for every address holds all mail back") {
    const auto aliases = [](const std::string& text, const std::string& more = "") {
        return route("virtual_alias_maps = regexp:$config_directory/aliases\n" + more, {{"aliases", text}});
    };
    CHECK(aliases("/.*/ jira\n").mail.rest.way == MailWay::held);
    CHECK(aliases("/^.*$/ box@blackhole.invalid\n", "virtual_mailbox_domains = blackhole.invalid\n")
              .ways.empty());
    CHECK(aliases("/./ team@corp.example\n").ways == Ways{"smtp "});
    CHECK_FALSE(aliases("/./ team@corp.example\n").mail.some_go_out);
    CHECK(aliases("/^(.*)$/ $1\n").mail.rest.way == MailWay::out);
    CHECK(aliases("/^(.*)@.*$/ $1@corp.example\n").mail.rest.way == MailWay::out);
    CHECK(aliases("/^(.*)$/ $1@box.invalid\n", "mydestination = box.invalid\n").mail.rest.way ==
          MailWay::held);
    CHECK_FALSE(aliases("/^(qa@corp\\.example)$/ $1\n/./ jira\n").mail.some_go_out);
    CHECK(aliases("/^(.*@corp\\.example)$/ $1\n/./ jira\n").mail.some_go_out);
    CHECK(aliases("/x/ jira\n").mail.rest.way == MailWay::out);
    CHECK(route("virtual_alias_maps = static:jira\n").mail.rest.way == MailWay::held);
}

TEST_CASE("domains of a class have the class's transport") {
    const std::string held = "default_transport = virtual:\n";
    const auto relay = route(held + "relayhost = [h]:587\nrelay_domains = customer.example.com\n");
    CHECK(relay.mail.rest.way == MailWay::held);
    CHECK(relay.mail.some_go_out);
    CHECK(relay.mail.let_out_by.name == "relay_domains in main.cf");
    CHECK(relay.mail.let_out_by.line == 3);
    CHECK(relay.ways == Ways{"relay [h]:587"});
    CHECK_FALSE(route(held + "relay_domains =\n").mail.some_go_out);
    CHECK_FALSE(route(held + "relay_domains = a.example\nrelay_transport = virtual:\n").mail.some_go_out);
    CHECK(route(held + "local_transport = smtp:[hub]\n").mail.let_out_by.name ==
          "local_transport in main.cf");
    CHECK_FALSE(route(held + "local_transport = smtp:[hub]\nmydestination =\n").mail.some_go_out);
    CHECK(route(held + "virtual_transport = smtp\nvirtual_mailbox_domains = a.example\n").ways ==
          Ways{"smtp "});
    CHECK_FALSE(route(held + "virtual_transport = smtp\n").mail.some_go_out);
    CHECK(route(held + "local_transport = script:\n").mail.may_pass_on == "it gives mail to another program");
    CHECK(route(held + "local_transport = script:\n").mail.may_let_out.empty());
}

TEST_CASE("a table for everything goes before the classes") {
    const std::string all = "relay_domains = a.example\ntransport_maps = static:discard:\n";
    CHECK_FALSE(route(all).mail.some_go_out);
}

TEST_CASE("a filter takes mail whatever the routes are") {
    const std::string held = "transport_maps = static:discard:\n";
    const auto filter = route(held + "content_filter = smtp:[relay]:25\n");
    CHECK(filter.mail.rest.way == MailWay::held);
    CHECK(filter.mail.some_go_out);
    CHECK(filter.ways == Ways{"smtp [relay]:25"});
    CHECK(route(held + "content_filter = smtp:[::1]:10024\n").mail.may_pass_on ==
          "it gives mail to another program on its own host");
}

TEST_CASE("a sender may have a way of its own") {
    const std::string senders =
        "sender_dependent_default_transport_maps = texthash:$config_directory/senders\n";
    const auto found =
        route("default_transport = virtual:\n" + senders, {{"senders", "a@example.com jira_main:[h]:587\n"}});
    CHECK(found.mail.rest.way == MailWay::held);
    CHECK(found.mail.some_go_out);
    CHECK(found.ways == Ways{"jira_main [h]:587"});
    const auto relays = route("sender_dependent_relayhost_maps = texthash:$config_directory/senders\n",
                              {{"senders", "a@example.com [h]:25\n"}});
    CHECK(relays.ways == Ways{"smtp [h]:25", "smtp "});
}

TEST_CASE("a service that works for all mail has its own settings") {
    const auto found = route("", {}, std::string(test::kMasterCf) + "rewrite unix - - n - - x\n");
    CHECK(found.mail.some_go_out);
    const auto own = route("", {},
                           "rewrite unix - - n - - trivial-rewrite -o default_transport=discard:\n"
                           "smtp unix - - n - - smtp\ndiscard unix - - n - - discard\n");
    CHECK(own.mail.rest.way == MailWay::held);
}

TEST_CASE("an unknown transport is not clear while the services are assumed") {
    CHECK(route("default_transport = jira_main:[h]\n", {}, "").mail.rest.why ==
          "its master.cf is not at hand");
    CHECK(route("default_transport = virtual:\n", {}, "").mail.rest.way == MailWay::held);
}
