#include "source/postfix_transport.hpp"

#include <algorithm>
#include <array>

#include "format/ip_network.hpp"
#include "format/postfix_lines.hpp"

namespace postern::source {

namespace {

// "[host]:587", "host", "[::1]:25".
std::string_view host_of(std::string_view next_hop) {
    const std::size_t bracket = next_hop.find(']');
    if (next_hop.starts_with('[') && bracket != std::string_view::npos) {
        return next_hop.substr(0, bracket + 1);
    }
    return next_hop.substr(0, next_hop.find(':'));
}

void judge(const format::PostfixService& service, MailRoute& route) {
    constexpr std::array<std::string_view, 5> kHolding{"virtual", "local", "discard", "error", "lmtp"};
    if (service.command == "smtp" && !format::is_loopback_host(host_of(route.next_hop))) {
        route.way = MailWay::out;
        route.service = &service;
    } else if (service.command == "smtp") {
        route.way = MailWay::unclear;
        route.why = "it gives mail to another program on its own host";
    } else if (std::find(kHolding.begin(), kHolding.end(), service.command) == kHolding.end()) {
        route.way = MailWay::unclear;
        route.why = "it gives mail to another program";
    }
}

}  // namespace

MailRoute transport_route(std::string_view transport, const std::string& next_hop,
                          const PostfixServices& services) {
    const std::size_t colon = std::min(transport.find(':'), transport.size());
    const std::string_view own = format::trimmed(transport.substr(std::min(colon + 1, transport.size())));
    MailRoute route;
    route.next_hop = own.empty() ? next_hop : std::string(own);
    const auto* service = services.transport(format::trimmed(transport.substr(0, colon)));
    if (service != nullptr) {
        judge(*service, route);
    } else if (!services.assumed.empty()) {
        route.way = MailWay::unclear;
        route.why = services.assumed;
    }
    return route;  // without such a service Postfix keeps it in the queue
}

}  // namespace postern::source
