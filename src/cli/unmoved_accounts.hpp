// Outgoing accounts that a migrate leaves where they are.
#pragma once

#include <string>

#include "audit/found_account.hpp"
#include "audit/relay.hpp"

namespace postern::cli {

inline constexpr const char* kUnmoved = "NOT CHANGED, so mail may still go out by it:";

// Mail goes out by it past the relay, and there is no change that would lead it there. Its port may stand
// elsewhere, so only its server counts.
bool is_unmoved(const audit::FoundAccount& found, const audit::Relay& relay);

// The account and why, as a sentence.
std::string unmoved_text(const audit::FoundAccount& found, const std::string& source);

}  // namespace postern::cli
