// Which sender's mail goes which way, and under which address.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "postfix/upstream.hpp"

namespace postern::postfix {

// For sender_dependent_default_transport_maps, a texthash: every sender of every account. A sender
// that two accounts share goes with the first.
std::string sender_transport(std::span<const Upstream> upstreams);

// The account that the mail of a sender goes through, one of `upstreams`; nullptr for an unknown sender.
const Upstream* account_of(std::span<const Upstream> upstreams, const std::string& sender);

// The senders whose mail goes through this one of the `upstreams`.
std::vector<std::string> senders_through(std::span<const Upstream> upstreams, const Upstream& upstream);

// Whether a provider makes it necessary to rewrite senders.
bool rewrites_senders(std::span<const Upstream> upstreams);

// For sender_canonical_maps, a regexp table: the accounts' own senders stay as they are, any other
// becomes the first account's, if its provider insists. The null sender has no '@' and is left alone:
// a bounce with a sender would bounce for ever.
std::string sender_canonical(std::span<const Upstream> upstreams);

// The text as a pattern that fits it alone; '/' is escaped too.
std::string escaped_pattern(std::string_view text);

}  // namespace postern::postfix
