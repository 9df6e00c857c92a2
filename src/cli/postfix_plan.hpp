// From the words of the command line to a plan for Postfix.
#pragma once

#include <vector>

#include "cli/postfix_options.hpp"
#include "postfix/plan.hpp"
#include "postfix/upstream_selection.hpp"

namespace postern::cli {

// Both throw Error(usage) for a word that is none.
postfix::UpstreamWishes read_wishes(const PostfixOptions& options);

// Everything but the upstreams. Where the command line does not say what the host is, it is asked;
// where that does not tell either: Debian, and the Postfix that Debian 12 has.
postfix::Plan read_plan(const PostfixOptions& options);

// Those of the accounts that a plan of this route takes: passwords that nobody asked for must not lie
// around, so a blackhole gets one at most.
std::vector<postfix::Upstream> used_upstreams(const postfix::Plan& plan,
                                              std::vector<postfix::Upstream> upstreams);

// Throws Error(usage) when the command line names a server or a user that no account has.
void check_names(const PostfixOptions& options, const std::vector<postfix::Upstream>& upstreams);

}  // namespace postern::cli
