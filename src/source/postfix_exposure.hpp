// Whom a Postfix listens to, and for whom it relays.
#pragma once

#include "source/postfix_fact.hpp"
#include "source/postfix_services.hpp"
#include "source/postfix_settings.hpp"

namespace postern::source {

// "loopback", "network", or "nothing" when no service takes mail by SMTP.
PostfixFact listens_to(const PostfixSettings& settings, const PostfixServices& services);

// "host", or "wider": mynetworks has other hosts, or may have.
PostfixFact relays_for(const PostfixSettings& settings, const PostfixServices& services);

}  // namespace postern::source
