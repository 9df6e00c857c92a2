#include "postfix/upstream.hpp"

#include "base/text.hpp"
#include "postfix/host_name.hpp"

namespace postern::postfix {

std::string nexthop(const Upstream& upstream) {
    return nexthop(upstream.host, upstream.port);
}

std::string describe(const Upstream& upstream) {
    std::string text = upstream.username.empty() ? "" : shortened(upstream.username) + " at ";
    const bool is_ipv6 = upstream.host.find(':') != std::string::npos && is_address(upstream.host);
    text += is_ipv6 ? '[' + upstream.host + ']' : shortened(upstream.host);
    return text.append(":").append(std::to_string(upstream.port));
}

std::string shortened(const std::string& text) {
    constexpr std::size_t kLongest = 200;
    return text.size() <= kLongest ? base::printable(text)
                                   : base::printable(text.substr(0, kLongest)) + "...";
}

}  // namespace postern::postfix
