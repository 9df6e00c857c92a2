// A mail account as it was found, before anybody decided what becomes of it.
#pragma once

#include <string>

#include "postern/account.hpp"

namespace postern::postfix {

struct Candidate {
    Account account;
    std::string place;  // "jira.sql, mailserver key 10000", for people
    bool commented_out = false;
    bool assumed_layout = false;  // the dump does not name its columns
    std::string no_relay = {};    // a sentence: why what sends by it cannot be led to this Postfix
};

}  // namespace postern::postfix
