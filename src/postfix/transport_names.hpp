// Names for the transports of master.cf, from what applications call their accounts.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace postern::postfix {

// Gives "jira_main" for product "jira" and title "Main", "jira_main_2" for the next of that name.
// Only [a-z0-9_], at most 40 characters; never the name of one of Postfix's own services.
class TransportNames {
public:
    std::string next(std::string_view product, std::string_view title);

private:
    std::set<std::string> taken_;
};

}  // namespace postern::postfix
