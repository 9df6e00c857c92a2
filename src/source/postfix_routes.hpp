// Where mail for other hosts goes.
#pragma once

#include <string>
#include <vector>

#include "source/postfix_services.hpp"
#include "source/postfix_settings.hpp"

namespace postern::source {

enum class MailWay {
    out,      // by SMTP to another host
    held,     // kept, dropped or refused here
    unclear,  // to a program that may do anything with it
};

struct MailRoute {
    MailWay way = MailWay::held;
    const format::PostfixService* service = nullptr;  // of a way out
    std::string next_hop;                             // as written; empty: the recipient's own host
    std::string why;                                  // it is unclear
};

struct OutsideMail {
    MailRoute rest;                   // of what no table sends elsewhere
    bool some_go_out = false;         // whatever else a pattern, a domain or a sender stands for
    std::string may_hold;             // why more may be held back than is known: a table that is not read
    std::string may_let_out;          // why more may go out
    std::vector<MailRoute> ways_out;  // all of them, those for single addresses too
};

// By transport_maps, virtual_alias_maps, sender_dependent_default_transport_maps, default_transport and
// relayhost, in the order in which Postfix asks them. What aliases, filters and header checks do is not
// looked at.
OutsideMail outside_mail(const PostfixSettings& settings, const PostfixServices& services,
                         const PostfixFiles& files);

}  // namespace postern::source
