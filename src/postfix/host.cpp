#include "postfix/host.hpp"

#include "postfix/host_name.hpp"

namespace postern::postfix {

std::string_view ca_file_of(const Host& host) {
    return host.ca_file.empty() ? facts_of(host.platform).ca_file : std::string_view(host.ca_file);
}

std::string config_folder_of(const Host& host) {
    return "/etc/" + (host.instance.empty() ? "postfix" : host.instance);
}

std::string token_folder_of(const Host& host) {
    return "/var/lib/" + (host.instance.empty() ? "postfix" : host.instance) + "/xoauth2";
}

std::string outside_listener(const Host& host) {
    return is_usual_loopback(host.listen_host) ? "" : host.listen_host;
}

}  // namespace postern::postfix
