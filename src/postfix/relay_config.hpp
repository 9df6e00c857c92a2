// A Postfix that hands mail on: to the accounts' servers, or to the recipients' own.
#pragma once

#include <span>
#include <vector>

#include "postfix/config_file.hpp"
#include "postfix/main_cf.hpp"
#include "postfix/master_cf.hpp"
#include "postfix/plan.hpp"

namespace postern::postfix {

// main.cf, master.cf and the maps for Route::upstreams, which has at least one upstream, and for
// Route::direct.
std::vector<ConfigFile> relay_config(const Plan& plan);

// The maps that the transports of the accounts name: passwords, tokens, the delivery status filter; and of a
// whole configuration the senders to rewrite, where the provider of the first account insists.
std::vector<ConfigFile> account_files(const Plan& plan);

// What the transports of the accounts have in common.
void add_client_settings(const Host& host, MainCf& main);

// Senders become the account's own where its provider insists.
void add_sender_rewriting(std::span<const Upstream> upstreams, MainCf& main);

// One for each account.
std::vector<Transport> account_transports(const Plan& plan);

}  // namespace postern::postfix
