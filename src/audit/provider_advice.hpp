// What an account's provider says of passwords, as advice.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "postern/account.hpp"
#include "postern/provider.hpp"

namespace postern::audit {

// nullopt: the account has no password, or its server is of no provider that turns them down. Outgoing
// accounts are looked up by the provider's hosts, incoming ones by its mailboxes; the first that fits counts.
std::optional<std::string> provider_advice(std::span<const Provider> providers, const Account& account);

}  // namespace postern::audit
