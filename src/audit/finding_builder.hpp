// What an account amounts to: which findings, how grave.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "audit/relay.hpp"
#include "base/digest.hpp"
#include "postern/finding.hpp"
#include "postern/record.hpp"
#include "postern/rule.hpp"

namespace postern::audit {

struct Detection {
    Finding finding;                     // its credential is not named yet
    std::optional<base::Digest> secret;  // equal for equal secrets of this run
};

// What their provider says of passwords goes with the rule's advice. One detection a secret; without a secret
// one for an outgoing account that is no relay, or for an account whose secret is kept elsewhere. Severities:
// high in clear or in Base64; medium when encrypted, in a comment, or of a rule that guesses; low without a
// secret.
std::vector<Detection> build_findings(const Rule& rule, const Record& record, const Account& account,
                                      const Relay& relay, const base::KeyedDigest& digest,
                                      std::span<const Provider> providers = {});

}  // namespace postern::audit
