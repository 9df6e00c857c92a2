#include "format/ip_network.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>

#include "base/text.hpp"

namespace postern::format {

namespace {

// IPv4 as the IPv6 addresses that stand for it.
using Address = std::array<unsigned char, 16>;

constexpr unsigned kMappedBits = 96;

struct Parsed {
    Address address{};
    unsigned shift = 0;  // bits that a written prefix length does not count
};

std::optional<Parsed> parse_address(const std::string& text) {
    Parsed parsed;
    if (::inet_pton(AF_INET6, text.c_str(), parsed.address.data()) == 1) {
        return parsed;
    }
    parsed.address = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
    parsed.shift = kMappedBits;
    if (::inet_pton(AF_INET, text.c_str(), parsed.address.data() + kMappedBits / 8) == 1) {
        return parsed;
    }
    return std::nullopt;
}

std::string without_brackets(std::string_view text) {
    const bool bracketed = text.size() > 2 && text.front() == '[' && text.back() == ']';
    return std::string(bracketed ? text.substr(1, text.size() - 2) : text);
}

bool lies_in(const Address& address, unsigned bits, const Address& network, unsigned network_bits) {
    return bits >= network_bits &&
           std::equal(address.begin(), address.begin() + network_bits / 8, network.begin());
}

bool is_loopback(const Address& address, unsigned bits) {
    constexpr Address kIpv4{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 127};
    constexpr Address kIpv6{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    return lies_in(address, bits, kIpv4, kMappedBits + 8) || lies_in(address, bits, kIpv6, 128);
}

}  // namespace

NetworkReach reach_of_network(std::string_view pattern) {
    const std::size_t slash = pattern.rfind('/');
    const auto parsed = parse_address(without_brackets(pattern.substr(0, slash)));
    unsigned bits = 128;
    if (parsed && slash != std::string_view::npos) {
        const char* end = pattern.data() + pattern.size();
        const auto result = std::from_chars(pattern.data() + slash + 1, end, bits);
        if (result.ec != std::errc() || result.ptr != end || bits > 128 - parsed->shift) {
            return NetworkReach::invalid;
        }
        bits += parsed->shift;
    }
    if (!parsed) {
        return NetworkReach::invalid;
    }
    return is_loopback(parsed->address, bits) ? NetworkReach::loopback : NetworkReach::wider;
}

bool is_loopback_host(std::string_view host) {
    const std::string name = base::lower(without_brackets(host));
    return name == "localhost" || name.ends_with(".localhost") || name == "localhost.localdomain" ||
           name == "ip6-localhost" || reach_of_network(name) == NetworkReach::loopback;
}

}  // namespace postern::format
