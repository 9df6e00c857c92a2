// Where an account was found, for people.
#pragma once

#include <string>

#include "audit/found_account.hpp"

namespace postern::cli {

// "jira.sql, public.mailserver key 10000"
std::string account_place(const audit::FoundAccount& found, const std::string& source);

}  // namespace postern::cli
