#include "audit/relay.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace postern::audit {

namespace {

bool is_local(std::string_view host) {
    constexpr std::array<std::string_view, 3> kLocal{"localhost", "127.0.0.1", "::1"};
    return std::any_of(kLocal.begin(), kLocal.end(),
                       [host](std::string_view name) { return base::equal_without_case(name, host); });
}

}  // namespace

bool is_same_host(std::string_view a, std::string_view b) {
    return base::equal_without_case(a, b) || (is_local(a) && is_local(b));
}

bool is_relayed(const Account& account, const Relay& relay) {
    return account.host && account.port == relay.port && is_same_host(*account.host, relay.host);
}

}  // namespace postern::audit
