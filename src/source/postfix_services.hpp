// The services of a Postfix: those of its master.cf, or the stock ones where that is not to be had.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "format/postfix_master_cf.hpp"
#include "source/postfix_files.hpp"

namespace postern::source {

struct PostfixServices {
    std::vector<format::PostfixService> all;
    std::vector<std::uint64_t> faults;  // lines of master.cf
    std::string assumed;                // why they are the stock ones; empty when they are not

    // A delivery agent; nullptr when there is none of that name.
    const format::PostfixService* transport(std::string_view name) const;
    // One that works for all mail ("rewrite", "cleanup"): what it overrides counts for all.
    const format::PostfixService* find(std::string_view name, std::string_view type) const;
};

PostfixServices read_services(const PostfixFiles& files);

}  // namespace postern::source
