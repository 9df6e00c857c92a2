// What a text report calls the parts of a finding.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "postern/report.hpp"

namespace postern::report {

// Every result is safe to show.

// "jira@example.org at smtp.example.org", or the best there is without the one or the other.
std::string who(const Account& account);

// "Jira \"GMail\"", "outgoing", "smtps", "port 465", "implicit TLS"
std::vector<std::string> account_items(const Account& account);

// Whether it is about a setting, not about an account.
bool is_setting(const Finding& finding);

// "password", "access token"
std::string secret_noun(const SecretFacts& secret);

// "mailserver key 10000", "field mailpassword", "line 12", "Base64", "commented out"; of a setting
// "/etc/postfix/sasl_passwd", "setting relayhost", "line 12" or "not set"
std::vector<std::string> place_items(const Finding& finding);

inline constexpr std::string_view kWorldReadable = "WORLD-READABLE";

// A line each for the file's mode and the database's roles, as far as they are known; that of a file
// everybody can read starts with kWorldReadable, no other line does.
std::vector<std::string> readers_of(const Exposure& exposure);

// Of the place of a finding: none where it does not matter, as of most settings of a Postfix, or is not
// known, as of another file that a setting names.
std::vector<std::string> readers_of(const Finding& finding);

}  // namespace postern::report
