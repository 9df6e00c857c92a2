// What takes mail elsewhere whatever its recipients are: content filters, and checks of its text.
#pragma once

#include <vector>

#include "source/postfix_fact.hpp"
#include "source/postfix_settings.hpp"
#include "source/postfix_transport.hpp"

namespace postern::source {

struct MailFilter {
    MailRoute route;  // unclear also where a table of checks is not at hand
    PostfixSetting setting;
};

// content_filter of every service that takes mail, and FILTER in header_checks, body_checks and their like.
// REDIRECT and BCC name single addresses, whose mail goes where all mail for them goes.
std::vector<MailFilter> mail_filters(const PostfixSettings& settings, const PostfixServices& services,
                                     const PostfixFiles& files);

}  // namespace postern::source
