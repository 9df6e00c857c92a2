// The mail account in a record, as a rule says.
#pragma once

#include <optional>

#include "postern/account.hpp"
#include "postern/record.hpp"
#include "postern/rule.hpp"

namespace postern::audit {

// The record must match the rule. nullopt when it holds no account: nothing of one is filled in,
// or its direction is none that the rule knows. A secret is never passed over: with one in it, an
// account of unknown direction counts as outgoing. Missing protocols and ports take the defaults of the
// products: smtp, pop3, and each protocol's own port; a port that is no number from 1 to 65535 is 0.
// Where the rule has no role of a server, the account is of none: no protocol, no port, and incoming, as
// it is no way out by itself.
std::optional<Account> read_account(const Rule& rule, const Record& record);

}  // namespace postern::audit
