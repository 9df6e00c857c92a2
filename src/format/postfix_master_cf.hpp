// The services of a master.cf.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postern::format {

struct PostfixService {
    std::string name;     // "smtp", "127.0.0.1:10025"
    std::string type;     // "inet", "unix", "unix-dgram", "fifo", "pass"
    std::string command;  // "smtpd"
    std::vector<std::pair<std::string, std::string>> overrides;  // -o name=value, in their order
    std::uint64_t line = 0;
};

struct PostfixMasterCf {
    std::vector<PostfixService> services;
    std::vector<std::uint64_t> faults;  // lines of entries that are none
};

PostfixMasterCf parse_master_cf(std::string_view text);

}  // namespace postern::format
