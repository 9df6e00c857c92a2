// The transport of one account: its own TLS, its own password, its own pace.
#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "postfix/main_cf.hpp"
#include "postfix/master_cf.hpp"
#include "postfix/upstream.hpp"

namespace postern::postfix {

// Everything that differs between two accounts stands at the transport, so that two logins on one
// server, or ports 465 and 587, go side by side.
Transport upstream_transport(const Upstream& upstream, const Host& host);

// What all accounts have in common: whom to trust, how passwords may travel, and that a server's "530
// authentication required" and its like make the mail wait: Postfix found no password, and without this the
// mail would bounce. For main.cf, or for each transport where main.cf is somebody else's. tlsproxy, which
// keeps connections, dies by a signal where main.cf has no smtp_tls_security_level, whatever the transport
// has (Postfix 3.7): without a main.cf of our own connections are not kept.
std::vector<std::pair<std::string, std::string>> client_settings(const Host& host);

// The provider's limits, which the queue manager reads from main.cf.
void add_pace(std::span<const Upstream> upstreams, MainCf& main);

// Bytes: the smallest limit of the providers, or what is usual.
std::uint64_t message_size_for(std::span<const Upstream> upstreams);

// The delivery status filter that the transports name, a regexp table.
inline constexpr std::string_view kDsnFilterName = "dsn_filter";
std::string dsn_filter();

}  // namespace postern::postfix
