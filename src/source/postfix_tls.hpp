// Whether mail leaves for its relay over TLS that is verified.
#pragma once

#include "source/postfix_fact.hpp"
#include "source/postfix_routes.hpp"

namespace postern::source {

// "none": no relay, nor a password sent to anybody. "verified", "unverified", "password-unverified":
// of the worst way out. An impostor can take the place of a relay that is not verified.
PostfixFact relay_tls(const OutsideMail& mail, const PostfixSettings& settings,
                      const PostfixServices& services, const PostfixFiles& files);

}  // namespace postern::source
