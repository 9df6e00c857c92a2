#include "source/postfix_services.hpp"

#include "support/postfix_folder.hpp"

using namespace postern;

TEST_CASE("services are those of master.cf") {
    const test::PostfixFolder folder("", "smtp inet n - n - - smtpd\nsmtp unix - - n - - smtp\nbroken\n");
    const auto services = folder.services();
    CHECK(services.assumed.empty());
    CHECK(services.all.size() == 2);
    CHECK(services.faults == std::vector<std::uint64_t>{3});
    REQUIRE(services.transport("smtp") != nullptr);
    CHECK(services.transport("smtp")->command == "smtp");
    CHECK(services.find("smtp", "inet")->command == "smtpd");
    CHECK(services.transport("relay") == nullptr);
}

TEST_CASE("without a master.cf the stock services are assumed") {
    const test::PostfixFolder folder("", "");
    for (const auto& services :
         {folder.services(), source::read_services(source::PostfixFiles(std::nullopt))}) {
        CHECK(services.assumed == "its master.cf is not at hand");
        CHECK(services.faults.empty());
        for (const char* name : {"smtp", "relay", "local", "virtual", "lmtp", "error", "retry", "discard"}) {
            CHECK(services.transport(name) != nullptr);
        }
        CHECK(services.find("smtp", "inet") != nullptr);
    }
}
