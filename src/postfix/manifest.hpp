// MANIFEST: what the install script has to know, a line each.
#pragma once

#include <span>
#include <string>

#include "postfix/config_file.hpp"
#include "postfix/plan.hpp"

namespace postern::postfix {

// Words apart by one blank, so no file name and no value may have one:
//   route upstreams|direct|blackhole    version 3.7     platform debian
//   instance postfix-jira               packages WORDS...
//   listen ADDRESS PORT                 where to look for the greeting
//   file MODE NAME                      goes into Postfix's folder; main.cf is the last
//   query KEY NAME                      the texthash NAME must have KEY
//   pattern NAME                        a regexp table
//   place MODE OWNER NAME PATH          goes elsewhere; unless-there before it keeps what is there
//   folder MODE OWNER PATH              is made, and never taken away while it holds anything
//   mailbox PATH                        a Maildir that has to take the mail
//   daily NAME PATH                     a script to run every day
//   plugin NAME                         of SASL, has to be there
std::string manifest(const Plan& plan, std::span<const ConfigFile> files);

}  // namespace postern::postfix
