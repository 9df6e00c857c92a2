#include "report/rotation.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <set>
#include <utility>

#include "base/own_host.hpp"
#include "report/login_phrases.hpp"
#include "report/shown_text.hpp"
#include "report/source_phrases.hpp"
#include "report/source_times.hpp"
#include "report/text_phrases.hpp"

namespace postern::report {

namespace {

constexpr std::int64_t kLast = std::numeric_limits<std::int64_t>::max();  // where live databases stand

struct Sighting {
    std::int64_t when;
    bool live;
    bool outdated;  // perhaps
    std::size_t source;
    std::string credential;
    bool in_use;
};

// Of one account, while they are put together.
struct Sightings {
    AccountHistory history;
    bool names_user = false;
    std::vector<Sighting> all;
};

using Credentials = std::set<std::string>;

// What the newest sources hold in use, each for itself.
std::map<std::size_t, Credentials> newest_in_use(const std::vector<Sighting>& all) {
    std::int64_t newest = std::numeric_limits<std::int64_t>::min();
    for (const Sighting& sighting : all) {
        newest = sighting.in_use ? std::max(newest, sighting.when) : newest;
    }
    std::map<std::size_t, Credentials> by_source;
    for (const Sighting& sighting : all) {
        if (sighting.in_use && sighting.when == newest) {
            by_source[sighting.source].insert(sighting.credential);
        }
    }
    return by_source;
}

using Rotations = std::map<std::string, Rotation>;  // of each of an account's credentials

Rotations rotations_by_date(const std::vector<Sighting>& all) {
    const std::map<std::size_t, Credentials> newest = newest_in_use(all);
    const bool differ = std::any_of(newest.begin(), newest.end(), [&newest](const auto& entry) {
        return entry.second != newest.begin()->second;
    });
    const bool outdated = std::any_of(all.begin(), all.end(), [&newest](const Sighting& sighting) {
        return sighting.outdated && newest.contains(sighting.source);
    });
    Rotations rotations;
    for (const Sighting& sighting : all) {
        rotations.emplace(sighting.credential, newest.empty() ? Rotation::unclear : Rotation::rotated);
    }
    for (const auto& [source, credentials] : newest) {
        for (const std::string& credential : credentials) {
            rotations[credential] = differ || outdated ? Rotation::unclear : Rotation::current;
        }
    }
    return rotations;
}

bool is_contradicted(Rotation rotation, LoginOutcome outcome) {
    return rotation == Rotation::current ? outcome == LoginOutcome::rejected
                                         : outcome == LoginOutcome::verified;
}

// Dates only guess; a server knows, and without a user nobody does.
Rotations rotations_of(const Sightings& sightings, const Logins& logins) {
    Rotations rotations = rotations_by_date(sightings.all);
    for (auto& [credential, rotation] : rotations) {
        const auto tried = logins.find(credential);
        if (!sightings.names_user ||
            (tried != logins.end() && is_contradicted(rotation, *tried->second->login))) {
            rotation = Rotation::unclear;
        }
    }
    return rotations;
}

Rotation stronger(Rotation a, Rotation b) {
    for (const Rotation rotation : {Rotation::current, Rotation::unclear, Rotation::rotated}) {
        if (a == rotation || b == rotation) {
            return rotation;
        }
    }
    return Rotation::unknown;
}

AccountHistory history_of(Sightings& sightings, const Logins& logins) {
    AccountHistory history = std::move(sightings.history);
    const Rotations rotations = rotations_of(sightings, logins);
    for (const auto& [credential, rotation] : rotations) {
        (rotation == Rotation::current   ? history.today
         : rotation == Rotation::unclear ? history.unclear
                                         : history.earlier)
            .push_back(credential);
    }
    std::map<std::pair<std::int64_t, std::size_t>, Rotation> places;
    for (const Sighting& sighting : sightings.all) {
        Rotation& held = places[{sighting.live ? kLast : sighting.when, sighting.source}];
        held = stronger(held, rotations.at(sighting.credential));
    }
    for (const auto& [place, held] : places) {
        const auto& [when, source] = place;
        history.holdings.push_back({source, when == kLast ? std::nullopt : std::optional(when), held});
    }
    return history;
}

bool holds(const std::vector<std::string>& credentials, const std::string& credential) {
    return std::find(credentials.begin(), credentials.end(), credential) != credentials.end();
}

bool has_several_credentials(const Sightings& sightings) {
    return std::any_of(sightings.all.begin(), sightings.all.end(), [&sightings](const Sighting& sighting) {
        return sighting.credential != sightings.all.front().credential;
    });
}

bool is_another_on_each_host(const Account& account) {
    return !account.host || account.host->empty() || base::means_own_host(*account.host);
}

bool names_user(const Account& account) {
    return account.username && !account.username->empty();
}

// What two findings of one account have in common, and what it is called.
std::pair<std::array<std::string, 3>, std::string> key_of(const Report& report, const Finding& finding) {
    const std::string account = who(finding.account);
    const std::string secret = secret_noun(*finding.secret);
    if (!is_another_on_each_host(finding.account)) {
        return {{account, secret, ""}, account};
    }
    const std::string& host = report.sources[finding.source].host;
    return {{account, secret, host},
            is_of_several_hosts(report) && !host.empty() ? account + " on " + shown(host) : account};
}

}  // namespace

std::size_t AccountHistory::count(Rotation rotation) const {
    return static_cast<std::size_t>(
        std::count_if(holdings.begin(), holdings.end(),
                      [rotation](const DatedHolding& holding) { return holding.rotation == rotation; }));
}

std::vector<AccountHistory> account_histories(const Report& report) {
    const SourceTimes times(report);
    std::vector<Sightings> accounts;
    std::map<std::array<std::string, 3>, std::size_t> position;
    for (const Finding& finding : report.findings) {
        const std::optional<std::int64_t> when = times.of(finding.source);
        if (!finding.secret || !finding.secret->credential || !when) {
            continue;
        }
        const auto [key, account] = key_of(report, finding);
        const auto [entry, is_new] = position.try_emplace(key, accounts.size());
        if (is_new) {
            accounts.emplace_back();
            accounts.back().history.account = account;
            accounts.back().history.secret = key[1];
            accounts.back().names_user = names_user(finding.account);
        }
        accounts[entry->second].all.push_back(
            {*when, is_live_database(report, finding.source), times.may_be_outdated(finding.source),
             finding.source, *finding.secret->credential, finding.status == Status::active});
    }
    if (!report.credentials_compared) {
        std::erase_if(accounts, has_several_credentials);
    }
    const Logins logins = logins_of(report);
    std::vector<AccountHistory> histories;
    std::transform(accounts.begin(), accounts.end(), std::back_inserter(histories),
                   [&logins](Sightings& sightings) { return history_of(sightings, logins); });
    return histories;
}

Rotation rotation_of(const std::vector<AccountHistory>& histories, const std::string& credential) {
    Rotation rotation = Rotation::unknown;
    for (const AccountHistory& history : histories) {
        const Rotation held = holds(history.today, credential)     ? Rotation::current
                              : holds(history.unclear, credential) ? Rotation::unclear
                              : holds(history.earlier, credential) ? Rotation::rotated
                                                                   : Rotation::unknown;
        rotation = stronger(rotation, held);
    }
    return rotation;
}

}  // namespace postern::report
