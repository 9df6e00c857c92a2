// What the command line of postern postfix may say.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace postern::cli {

struct PostfixOptions {
    std::string folder;
    bool blackhole = false;
    bool direct = false;
    bool fragment = false;
    bool keep_senders = false;
    std::string instance;
    std::string platform;  // empty: the one of this host
    std::string version;   // empty: the Postfix of this host
    std::string relay = "localhost:25";
    std::string hostname;
    std::string ca_file;
    std::vector<std::string> tls;
    std::vector<std::string> oauth;
    std::string oauth_client_id;
    std::vector<std::string> networks;
    std::vector<std::string> testers;
    std::string mailbox_owner;
    std::optional<unsigned> keep_days;
};

// Throws Error(usage) for options that do not go together.
void check_combination(const PostfixOptions& options, bool has_targets);

}  // namespace postern::cli
