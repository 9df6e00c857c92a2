// What a transport does with mail.
#pragma once

#include <string>
#include <string_view>

#include "source/postfix_services.hpp"

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

// "name:next-hop", as parameters and tables write it. next_hop: where it has none of its own.
MailRoute transport_route(std::string_view transport, const std::string& next_hop,
                          const PostfixServices& services);

}  // namespace postern::source
