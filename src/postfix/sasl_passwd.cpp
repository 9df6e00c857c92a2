#include "postfix/sasl_passwd.hpp"

#include <fmt/format.h>

#include "postfix/xoauth2.hpp"

namespace postern::postfix {

std::string sasl_passwd_name(const Upstream& upstream) {
    return "sasl_passwd." + upstream.name;
}

ConfigFile sasl_passwd(const Upstream& upstream, const std::string& token_folder) {
    const std::string key = fmt::format("{} {}:", nexthop(upstream), upstream.username);
    if (upstream.login == Login::xoauth2) {
        return {sasl_passwd_name(upstream),
                Secret(key + token_folder + '/' + token_file_name(upstream) + '\n')};
    }
    if (upstream.lacks_password()) {
        const std::string_view help =
            "# The password was not found. Put it behind the colon and remove the '#' before the bracket.\n#";
        return {sasl_passwd_name(upstream), Secret(std::string(help) + key + '\n')};
    }
    const Secret line = Secret::joined(key, upstream.password.reveal());
    return {sasl_passwd_name(upstream), Secret::joined(line.reveal(), "\n")};
}

}  // namespace postern::postfix
