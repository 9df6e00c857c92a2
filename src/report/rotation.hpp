// Which backups still hold the secret that an account has today, and which hold an older one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "postern/report.hpp"

namespace postern::report {

// Whether a secret is the account's one of today, as far as the sources tell.
enum class Rotation { unknown, current, rotated, unclear };

// One source that holds a secret of the account.
struct DatedHolding {
    std::size_t source = 0;
    std::optional<std::int64_t> when;       // nullopt: a live database, which is as new as its run
    Rotation rotation = Rotation::rotated;  // of the newest secret that it holds
};

struct AccountHistory {
    std::string account;                 // with its host where that tells it from another; safe to show
    std::string secret;                  // "password", "access token"; safe to show
    std::vector<DatedHolding> holdings;  // by time, live databases last
    std::vector<std::string> today;      // ids of the credentials that it is taken to have now
    std::vector<std::string> unclear;    // of those of which one may be that
    std::vector<std::string> earlier;    // of those that it had before

    std::size_t count(Rotation rotation) const;  // how many sources
};

// Of each account whose secrets were compared and lie in sources with a date, in the order met. Taken for
// today's is what the newest source holds in use. Where several are as new and differ, where none is in use,
// where a newer file beside it could not be read,
// and of an account that names no user, it is unclear; so is what its server has the last word on: one of
// today that was refused, an older one that still works. At a server that means the own host, accounts of
// several hosts are several. Sources without a date are left out; so is, in a report whose credentials were
// not all compared, an account that has several.
std::vector<AccountHistory> account_histories(const Report& report);

// What the histories say of one credential: current if it is some account's of today.
Rotation rotation_of(const std::vector<AccountHistory>& histories, const std::string& credential);

}  // namespace postern::report
