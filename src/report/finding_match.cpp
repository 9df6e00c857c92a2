#include "report/finding_match.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "report/finding_keys.hpp"
#include "report/standing.hpp"

namespace postern::report {

namespace {

struct Entry {
    const Finding* finding = nullptr;
    std::size_t place = 0;  // equal for those in one place, and of one user
    std::string print;      // empty: not known, or of another key
    const Entry* other = nullptr;
};

// What two have in common beside their place.
struct Likeness {
    bool print = false;
    bool standing = false;
    bool length = false;
    bool id = false;
};

// The most alike first.
constexpr Likeness kLikenesses[] = {{true, true, true, true},    {true, true, true, false},
                                    {true, false, true, true},   {true, false, true, false},
                                    {false, false, true, true},  {false, false, true, false},
                                    {false, false, false, true}, {false, false, false, false}};

// 0: not known, as an encrypted secret is as long as whoever encrypted it made it.
std::size_t clear_length(const std::optional<SecretFacts>& secret) {
    const bool in_clear =
        secret && (secret->encoding == Encoding::plain || secret->encoding == Encoding::base64);
    return in_clear ? secret->length : 0;
}

// Whether two secrets cannot be the same, though neither is known.
bool differ(const std::optional<SecretFacts>& a, const std::optional<SecretFacts>& b) {
    const std::size_t length = clear_length(a);
    const std::size_t other = clear_length(b);
    return length != 0 && other != 0 && length != other;
}

class Matching {
public:
    Matching(const Report& earlier, const Report& later)
        : one_key_(have_one_key(earlier, later)),
          with_host_(host_counts(earlier, later)),
          earlier_(entries_of(earlier)),
          later_(entries_of(later)) {
        for (const Likeness& likeness : kLikenesses) {
            pair_up(likeness);
        }
    }

    std::vector<FindingMatch> matches() const {
        std::vector<FindingMatch> matches;
        matches.reserve(later_.size());
        for (const Entry& entry : later_) {
            matches.push_back(entry.other == nullptr ? FindingMatch() : match(entry, *entry.other));
        }
        return matches;
    }

private:
    using Traits = std::tuple<std::size_t, std::string_view, Standing, std::size_t, std::string_view>;

    std::vector<Entry> entries_of(const Report& report) {
        const Fingerprints prints = one_key_ ? fingerprints_of(report) : Fingerprints();
        std::vector<Entry> entries;
        entries.reserve(report.findings.size());
        for (const Finding& finding : report.findings) {
            auto name = std::pair(place_key(report, finding, with_host_), user_key(finding));
            const std::size_t place = places_.try_emplace(std::move(name), places_.size()).first->second;
            entries.push_back({&finding, place, fingerprint_of(finding, prints), nullptr});
        }
        return entries;
    }

    static bool takes_part(const Entry& entry, const Likeness& likeness) {
        return entry.other == nullptr && !(likeness.print && entry.print.empty());
    }

    static Traits traits(const Entry& entry, const Likeness& likeness) {
        return {entry.place, likeness.print ? std::string_view(entry.print) : std::string_view(),
                likeness.standing ? standing_of(*entry.finding) : Standing(),
                likeness.length ? clear_length(entry.finding->secret) : 0,
                likeness.id ? std::string_view(entry.finding->id) : std::string_view()};
    }

    void pair_up(const Likeness& likeness) {
        std::multimap<Traits, Entry*> left;  // those alike in their order
        for (Entry& entry : earlier_) {
            if (takes_part(entry, likeness)) {
                left.emplace(traits(entry, likeness), &entry);
            }
        }
        for (Entry& entry : later_) {
            if (!takes_part(entry, likeness)) {
                continue;
            }
            const Traits wanted = traits(entry, likeness);
            const auto first = left.lower_bound(wanted);
            if (first != left.end() && first->first == wanted) {
                entry.other = first->second;
                first->second->other = &entry;
                left.erase(first);
            }
        }
    }

    static FindingMatch match(const Entry& entry, const Entry& earlier) {
        if (!entry.print.empty() && !earlier.print.empty()) {
            return {earlier.finding, entry.print == earlier.print};
        }
        return {earlier.finding,
                differ(entry.finding->secret, earlier.finding->secret) ? std::optional(false) : std::nullopt};
    }

    bool one_key_;
    bool with_host_;
    std::map<std::pair<Key, Key>, std::size_t> places_;  // numbered; of a place and a user
    std::vector<Entry> earlier_;
    std::vector<Entry> later_;
};

}  // namespace

std::vector<FindingMatch> match_findings(const Report& earlier, const Report& later) {
    return Matching(earlier, later).matches();
}

}  // namespace postern::report
