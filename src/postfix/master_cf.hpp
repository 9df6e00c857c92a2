// The text of master.cf: Postfix's services.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "postfix/host.hpp"

namespace postern::postfix {

// A delivery service with settings of its own. Values must not hold blanks, except within a list
// after a comma, which then is written without it.
struct Transport {
    std::string name;
    std::string command;  // "smtp", "virtual", "error"
    std::vector<std::pair<std::string, std::string>> options;
};

// Every service of a configuration with these ways to deliver. None runs in a chroot jail, where
// certificates, resolver settings and tokens would have to be copied to; none but these transports
// can send mail off.
std::string master_cf(const Host& host, const std::vector<Transport>& transports);

// The lines of one transport, as they may be added to any master.cf.
std::string transport_lines(const Transport& transport);

}  // namespace postern::postfix
