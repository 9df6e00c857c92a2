#include "source/postfix_exposure.hpp"

#include "support/postfix_folder.hpp"

using namespace postern;

namespace {

const std::string kUnix = "smtp unix - - n - - smtp\n";

source::PostfixFact listens(const std::string& main_cf, const std::string& master_cf = test::kMasterCf) {
    const test::PostfixFolder folder(main_cf, master_cf);
    return source::listens_to(folder.settings(), folder.services());
}

source::PostfixFact networks(const std::string& main_cf, const std::string& master_cf = test::kMasterCf) {
    const test::PostfixFolder folder("compatibility_level = 3.6\n" + main_cf, master_cf);
    return source::relays_for(folder.settings(), folder.services());
}

}  // namespace

TEST_CASE("inet_interfaces says where a service without a host listens") {
    CHECK(listens("").value == "network");
    CHECK(listens("").about == "service smtp");
    for (const char* value : {"loopback-only", "localhost", "127.0.0.1, [::1]", "LOOPBACK-ONLY"}) {
        CHECK(listens(std::string("inet_interfaces = ") + value + "\n").value == "loopback");
    }
    for (const char* value : {"all", "127.0.0.1, 192.0.2.1", "$myhostname", "localhost, all"}) {
        CHECK(listens(std::string("myhostname = h.example.com\ninet_interfaces = ") + value + "\n").value ==
              "network");
    }
}

TEST_CASE("a service may have a host of its own") {
    const std::string local = "inet_interfaces = loopback-only\n";
    CHECK(listens("", "127.0.0.1:25 inet n - n - - smtpd\n").value == "loopback");
    CHECK(listens(local, "192.0.2.1:25 inet n - n - - smtpd\n").about == "service 192.0.2.1:25");
    CHECK(listens(local, "192.0.2.1:25 inet n - n - - smtpd\n").setting.name == "address in master.cf");
    CHECK(listens("").setting.name.empty());
    CHECK(listens(local, "[::]:25 inet n - n - 1 postscreen\n").value == "network");
    CHECK(listens("", "[::1]:25 inet n - n - - smtpd\n").value == "loopback");
    CHECK(listens("", "10025 inet n - n - - spawn\n" + kUnix).value == "nothing");
    CHECK(listens("master_service_disable = inet\n").value == "nothing");
    CHECK(listens("master_service_disable = smtp/inet\n").value == "nothing");
    CHECK(listens("master_service_disable = submission/inet\n").value == "network");
}

TEST_CASE("where the services are assumed, only what is bad is known") {
    CHECK(listens("", "").value == "network");
    CHECK(listens("inet_interfaces = loopback-only\n", "").value == "unknown: its master.cf is not at hand");
    CHECK(networks("mynetworks = 10.0.0.0/8\n", "").value == "wider");
    CHECK(networks("mynetworks = 127.0.0.0/8\n", "").value.starts_with("unknown: "));
}

TEST_CASE("mynetworks holds the host alone, or more") {
    for (const char* value : {"127.0.0.0/8", "127.0.0.0/8 [::ffff:127.0.0.0]/104 [::1]/128", "",
                              "127.0.0.1,!127.0.0.2", "!10.0.0.0/8"}) {
        CHECK(networks(std::string("mynetworks = ") + value + "\n").value == "host");
    }
    for (const char* value :
         {"10.0.0.0/8", "127.0.0.0/8 172.17.0.0/16", "[::]/0", "hash:/x 10.0.0.0/8", "192.0.2.7"}) {
        CHECK(networks(std::string("mynetworks = ") + value + "\n").value == "wider");
    }
    CHECK(networks("mynetworks = 127.0.0.0/8 cidr:/etc/postfix/x\n").value.starts_with("unknown: "));
    CHECK(networks("mynetworks = /etc/postfix/networks\n").value.starts_with("unknown: "));
}

TEST_CASE("without mynetworks its style counts") {
    CHECK(networks("").value == "host");
    CHECK(networks("compatibility_level = 0\n").value == "wider");
    CHECK(networks("mynetworks_style = subnet\n").value == "wider");
    for (const char* value : {"localhost", "loopback-only", "127.0.0.1", "127.0.0.1, [::1]"}) {
        const std::string own = std::string("compatibility_level = 0\ninet_interfaces = ") + value + "\n";
        CHECK(networks(own).value == "host");
        CHECK(networks(own + "mynetworks_style = class\n").value == "host");
        CHECK(networks(own + "mynetworks = 10.0.0.0/8\n").value == "wider");
    }
    CHECK(networks("mynetworks_style = subnet\ninet_interfaces = localhost, 192.0.2.1\n").value == "wider");
    CHECK(networks("mynetworks_style = class\nmynetworks = 127.0.0.0/8\n").value == "host");
}

TEST_CASE("a service may relay for more than main.cf says") {
    const auto found =
        networks("mynetworks = 127.0.0.0/8\n", "2525 inet n - n - - smtpd -o mynetworks=10.0.0.0/8\n");
    CHECK(found.value == "wider");
    CHECK(found.about == "service 2525");
    CHECK(found.setting.name == "-o mynetworks in master.cf");
    CHECK(networks("mynetworks = 10.0.0.0/8\n").setting.name.empty());
    CHECK(networks("mynetworks = 10.0.0.0/8\n", "2525 inet n - n - - smtpd -o mynetworks=127.0.0.0/8\n")
              .value == "wider");
    CHECK(networks("mynetworks = 127.0.0.0/8\n", "2525 inet n - n - - smtpd -o mynetworks=hash:/x\n")
              .value.starts_with("unknown: "));
}
