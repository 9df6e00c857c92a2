// The Postfix that takes over from the accounts of a migrate, or swallows the mail of a sandbox.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "cli/postfix_options.hpp"
#include "postern/rule.hpp"
#include "postfix/candidate.hpp"
#include "postfix/config_file.hpp"
#include "postfix/config_folder.hpp"
#include "postfix/plan.hpp"

namespace postern::cli {

struct ChangePostfix {
    postfix::Plan plan;
    std::vector<postfix::ConfigFile> files;
    postfix::FolderState state = postfix::FolderState::made;  // what writing it would do
    std::string folder;
    bool for_this_host = true;  // as nobody said otherwise
    // Accounts whose rows are led to this Postfix, which knows nothing of them: their mail goes by
    // the first of its own.
    std::vector<std::string> unserved;
};

// The first `own` candidates are those of the rows, the others only lend their accounts. Throws Error when
// Postfix cannot hold an account, when there is none to send by, and when the folder holds
// another configuration: it may be the only place of the passwords in it.
ChangePostfix plan_postfix(const PostfixOptions& options, const RuleSet& rules,
                           std::span<const postfix::Candidate> candidates, std::size_t own);

// Writes it. Where this host has a Postfix, that must find no fault with it; says so in a sentence,
// or that there was none to ask. Throws Error.
std::string write_postfix(const ChangePostfix& postfix);

}  // namespace postern::cli
