// The words that stand in a rule file for values of the vocabulary.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "postern/account.hpp"
#include "postern/finding.hpp"
#include "postern/host_role.hpp"

namespace postern::rules {

using Words = std::span<const std::string_view>;

std::string_view word_for(Direction direction);
std::string_view word_for(Tls tls);
std::string_view word_for(Encoding encoding);
std::string_view word_for(Severity severity);
std::string_view word_for(HostRole role);
std::optional<Encoding> encoding_for(std::string_view word);
// Precondition: the word is one of tls_words().
Tls tls_for(std::string_view word);
std::optional<Severity> severity_for(std::string_view word);
std::optional<HostRole> host_role_for(std::string_view word);

Words roles();          // of a rule's fields
Words account_roles();  // of an example's account
Words secret_types();
Words tls_words();
Words severities();
Words host_roles();
Words stored_encodings();  // what a rule may expect in a field
Words all_encodings();     // what an example may state

// The words a role's value may be; empty when it may be any text.
Words words_of_role(std::string_view role);
// The same for the account of an example, where tls is the outcome and not a switch.
Words words_of_account_role(std::string_view role);

}  // namespace postern::rules
