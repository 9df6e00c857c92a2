#include "base/own_host.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

#include "base/text.hpp"

namespace postern::base {

namespace {

// 0.0.0.0 and :: reach it too.
bool is_own_address(const std::string& host) {
    in_addr v4{};
    in6_addr v6{};
    if (::inet_pton(AF_INET6, host.c_str(), &v6) == 1) {
        if (!IN6_IS_ADDR_V4MAPPED(&v6)) {
            return IN6_IS_ADDR_LOOPBACK(&v6) || IN6_IS_ADDR_UNSPECIFIED(&v6);
        }
        std::copy_n(v6.s6_addr + 12, 4, reinterpret_cast<unsigned char*>(&v4.s_addr));
    } else if (::inet_aton(host.c_str(), &v4) == 0) {
        return false;
    }
    const std::uint32_t network = ntohl(v4.s_addr) >> 24U;
    return network == 127 || network == 0;
}

bool is_own_name(const std::string& host) {
    constexpr std::array<std::string_view, 5> kNames{"localhost", "*.localhost", "localhost.localdomain",
                                                     "ip6-localhost", "ip6-loopback"};
    const std::string name = host.ends_with('.') ? host.substr(0, host.size() - 1) : host;
    return std::any_of(kNames.begin(), kNames.end(),
                       [&name](std::string_view own) { return glob_fits(own, name); });
}

}  // namespace

bool means_own_host(const std::string& host) {
    return is_own_name(host) || is_own_address(host);
}

}  // namespace postern::base
