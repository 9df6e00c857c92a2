// The host that a configuration is written for.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "postfix/platform.hpp"
#include "postfix/version.hpp"

namespace postern::postfix {

struct Host {
    Platform platform = Platform::debian;
    Version version = kUsualVersion;
    std::string hostname;                   // for myhostname; empty: as Postfix finds it
    std::string instance;                   // "postfix-jira" of postmulti; empty: the host's own Postfix
    std::string listen_host = "localhost";  // where it takes mail
    std::uint16_t listen_port = 25;
    std::vector<std::string> client_networks;  // beside the host itself: who may hand in mail
    std::string ca_file;                       // empty: the platform's
};

std::string_view ca_file_of(const Host& host);

// "/etc/postfix", "/etc/postfix-jira".
std::string config_folder_of(const Host& host);

// Where sasl-xoauth2 keeps and renews its tokens; Postfix may write there.
std::string token_folder_of(const Host& host);

// What Postfix listens on besides the usual loopback addresses, or empty.
std::string outside_listener(const Host& host);

}  // namespace postern::postfix
