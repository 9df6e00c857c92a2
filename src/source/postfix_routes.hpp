// Where mail for other hosts goes.
#pragma once

#include <string>
#include <vector>

#include "source/postfix_fact.hpp"
#include "source/postfix_services.hpp"
#include "source/postfix_settings.hpp"
#include "source/postfix_transport.hpp"

namespace postern::source {

struct OutsideMail {
    MailRoute rest;                   // of what no table sends elsewhere
    bool some_go_out = false;         // whatever else a pattern, a domain, a sender or a filter stands for
    PostfixSetting let_out_by;        // what says so first; without a name: default_transport
    std::string may_hold;             // why more may be held back than is known: a table that is not read
    std::string may_let_out;          // why more may go out
    std::string may_pass_on;          // why a program that gets mail beside all that may send it out
    std::vector<MailRoute> ways_out;  // all of them, those for single addresses too
};

// By transport_maps, virtual_alias_maps, sender_dependent_default_transport_maps, default_transport and
// relayhost, in the order in which Postfix asks them; by relay_transport, virtual_transport and
// local_transport for the domains they are for, where there are such; and by filters (postfix_filters.hpp).
// What aliases and access tables do is not looked at.
OutsideMail outside_mail(const PostfixSettings& settings, const PostfixServices& services,
                         const PostfixFiles& files);

}  // namespace postern::source
