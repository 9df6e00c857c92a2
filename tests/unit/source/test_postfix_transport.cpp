#include "source/postfix_transport.hpp"

#include "support/postfix_folder.hpp"

using namespace postern;
using source::MailWay;

namespace {

source::MailRoute route(const std::string& transport, const std::string& next_hop = "",
                        const std::string& master_cf = test::kMasterCf) {
    const test::PostfixFolder folder("", master_cf);
    auto found = source::transport_route(transport, next_hop, folder.services());
    CHECK((found.service != nullptr) == (found.way == MailWay::out));
    found.service = nullptr;
    return found;
}

}  // namespace

TEST_CASE("a transport has its own next hop, or the one it is given") {
    CHECK(route("smtp").next_hop.empty());
    CHECK(route("smtp:", "[relay]").next_hop == "[relay]");
    CHECK(route(" smtp : [h]:587 ", "[relay]").next_hop == "[h]:587");
    CHECK(route("smtp").way == MailWay::out);
}

TEST_CASE("what a transport does follows from its program") {
    CHECK(route("discard:").way == MailWay::held);
    CHECK(route("no-such:[h]").way == MailWay::held);
    CHECK(route("script:").why == "it gives mail to another program");
    CHECK(route("smtp:[127.0.0.1]:10025").why == "it gives mail to another program on its own host");
    CHECK(route("smtp:localhost:10025").way == MailWay::unclear);
    CHECK(route("no-such:[h]", "", "").why == "its master.cf is not at hand");
}
