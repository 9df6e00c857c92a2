// The options of a command that writes a Postfix configuration.
#pragma once

#include "cli/postfix_options.hpp"

namespace CLI {
class App;
}

namespace postern::cli {

// --direct, --fragment, --multi-instance
void add_route_arguments(CLI::App& command, PostfixOptions& options);

// --tls, --oauth, --oauth-client-id, --keep-senders
void add_account_arguments(CLI::App& command, PostfixOptions& options);

// --platform, --postfix-version, --relay, --client-network, --hostname, --ca-file
void add_host_arguments(CLI::App& command, PostfixOptions& options);

// --allow, --mailbox-owner, --keep-days
void add_blackhole_arguments(CLI::App& command, PostfixOptions& options);

}  // namespace postern::cli
