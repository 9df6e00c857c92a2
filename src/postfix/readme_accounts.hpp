// The parts of a README that explain the accounts.
#pragma once

#include "postfix/plan.hpp"
#include "postfix/readme_text.hpp"

namespace postern::postfix {

// Accounts, each with the senders whose mail really goes through it, and what is missing: accounts left out,
// targets not read.
void write_accounts(const Plan& plan, ReadmeText& text);

// Items of the list of files.
void write_account_files(const Plan& plan, ReadmeText& text);

// How tokens come into the folder, before it is installed.
void write_tokens(const Plan& plan, ReadmeText& text);

// How they are tried, once it is.
void write_token_trial(const Plan& plan, ReadmeText& text);

// What has to be done at the provider, and where a new password or token goes.
void write_new_secrets(const Plan& plan, ReadmeText& text);

bool has_login(const Plan& plan, Login login);

}  // namespace postern::postfix
