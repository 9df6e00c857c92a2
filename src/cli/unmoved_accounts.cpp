#include "cli/unmoved_accounts.hpp"

#include "base/text.hpp"
#include "cli/account_place.hpp"

namespace postern::cli {

bool is_unmoved(const audit::FoundAccount& found, const audit::Relay& relay) {
    const Account& account = found.account;
    const bool relayed = account.host && audit::is_same_host(*account.host, relay.host);
    return !found.no_relay.empty() && !relayed && account.enabled && !found.commented_out;
}

std::string unmoved_text(const audit::FoundAccount& found, const std::string& source) {
    std::string text = account_place(found, source);
    if (found.account.host) {
        text.append(", which sends through ").append(base::printable(*found.account.host));
    }
    return text.append(": ").append(found.no_relay);
}

}  // namespace postern::cli
