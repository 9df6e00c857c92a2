// The words that stand in a rule file for what is known of a provider.
#pragma once

#include <string_view>

#include "postern/provider.hpp"
#include "rules/rule_words.hpp"

namespace postern::rules {

std::string_view word_for(ProviderLogin login);

// Precondition: the word is one of logins().
ProviderLogin login_for(std::string_view word);

Words logins();
Words token_tools();  // providers that sasl-xoauth2-tool knows

}  // namespace postern::rules
