// Who can read the passwords that a Postfix logs in with.
#pragma once

#include "source/postfix_fact.hpp"
#include "source/postfix_services.hpp"
#include "source/postfix_settings.hpp"

namespace postern::source {

// The path of the first file with passwords that others than root and Postfix can read, with who in `about`
// ("/etc/postfix/sasl_passwd, readable by everybody"), or "no". What is in the files is not looked at.
PostfixFact readable_passwords(const PostfixSettings& settings, const PostfixServices& services,
                               const PostfixFiles& files);

// "yes" when passwords stand in main.cf or master.cf themselves, else "no".
PostfixFact passwords_in_configuration(const PostfixSettings& settings, const PostfixServices& services);

}  // namespace postern::source
