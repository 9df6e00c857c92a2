// What the SASL plug-in sasl-xoauth2 needs of an account that logs in by tokens.
#pragma once

#include <string>
#include <vector>

#include "postfix/config_file.hpp"
#include "postfix/host.hpp"
#include "postfix/upstream.hpp"

namespace postern::postfix {

// "jira_main.json".
std::string token_file_name(const Upstream& upstream);

// sasl-xoauth2.conf: the plug-in wants one, readable by Postfix's user; it holds no secret, as each
// token file has its own.
ConfigFile xoauth2_conf(const Host& host);

// xoauth2/NAME.json: client and refresh token as far as they were found, and the provider's address
// of tokens. The plug-in sends both unencoded in a form's body, so what a form would take apart is
// percent-encoded here. Values that have to be filled in read "FILL-IN".
ConfigFile token_file(const Upstream& upstream);

// Whether the token file can be used as it is.
bool has_tokens(const Upstream& upstream);

// What reads "FILL-IN" there, in its order.
std::vector<std::string> missing_in_token_file(const Upstream& upstream);

// The command that gets tokens, to be typed on the host; it asks for what is secret. Empty where the plug-in
// has no tool for the provider.
std::string token_command(const Upstream& upstream);

// The command that tries the tokens where install.sh put them.
std::string test_command(const Upstream& upstream, const Host& host);

// For a value in a form's body: all but letters, digits and "-._~" as %XX.
Secret percent_encoded(const Secret& value);

}  // namespace postern::postfix
