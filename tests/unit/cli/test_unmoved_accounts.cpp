#include "cli/unmoved_accounts.hpp"

#include "catch.hpp"

using namespace postern;

namespace {

audit::FoundAccount crowd(const char* host) {
    audit::FoundAccount found;
    found.account.host = host;
    found.account.protocol = "smtp";
    found.location.table = "cwd_property";
    found.location.key = "mailserver.host";
    found.no_relay = "Enter localhost.";
    return found;
}

}  // namespace

TEST_CASE("An account that no relay takes over from is left, unless it is there already or unused") {
    audit::FoundAccount found = crowd("smtp.example.com");
    CHECK(cli::is_unmoved(found, {}));
    CHECK_FALSE(cli::is_unmoved(crowd("127.0.0.1"), {"localhost", 2525}));
    found.account.enabled = false;
    CHECK_FALSE(cli::is_unmoved(found, {}));
    found = crowd("smtp.example.com");
    found.commented_out = true;
    CHECK_FALSE(cli::is_unmoved(found, {}));
    found = crowd("smtp.example.com");
    found.no_relay.clear();
    CHECK_FALSE(cli::is_unmoved(found, {}));
}

TEST_CASE("What is left is told with its place, its server and the reason") {
    CHECK(cli::unmoved_text(crowd("smtp.example.com"), "crowd.sql") ==
          "crowd.sql, cwd_property key mailserver.host, which sends through smtp.example.com: Enter "
          "localhost.");
}
