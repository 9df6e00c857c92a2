// The file that holds the password of one account.
#pragma once

#include <string>

#include "postfix/config_file.hpp"
#include "postfix/upstream.hpp"

namespace postern::postfix {

// "sasl_passwd.jira_main".
std::string sasl_passwd_name(const Upstream& upstream);

// One line "[host]:port user:password", as it is: a texthash needs no quoting, and has none. Where
// the password is not known, a comment that says how to fill it in. The account must have a login.
// With XOAUTH2 the path of its tokens stands in the password's place.
ConfigFile sasl_passwd(const Upstream& upstream, const std::string& token_folder);

}  // namespace postern::postfix
