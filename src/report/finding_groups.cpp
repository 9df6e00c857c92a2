#include "report/finding_groups.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

namespace postern::report {

namespace {

auto identity(const Account& account) {
    return std::tie(account.product, account.name, account.direction, account.protocol, account.host,
                    account.port, account.tls, account.username, account.jndi);
}

// Of a finding whose secret was not compared.
auto kinship(const Finding& finding) {
    const auto type = finding.secret ? std::optional<std::string>(finding.secret->type) : std::nullopt;
    return std::make_tuple(finding.rule, type, std::make_tuple(identity(finding.account)));
}

class Grouping {
public:
    void add(const Finding& finding) {
        if (finding.secret && finding.secret->credential) {
            const auto entry = by_credential_.try_emplace(*finding.secret->credential, groups_.size());
            place(finding, entry.first->second, true);
        } else {
            const auto entry = by_kinship_.try_emplace(kinship(finding), groups_.size());
            place(finding, entry.first->second, false);
        }
    }

    std::vector<FindingGroup> take() { return std::move(groups_); }

private:
    void place(const Finding& finding, std::size_t at, bool same_secret) {
        if (at == groups_.size()) {
            groups_.push_back({{}, same_secret});
        }
        groups_[at].places.push_back(&finding);
    }

    std::vector<FindingGroup> groups_;
    std::map<std::string, std::size_t> by_credential_;
    std::map<decltype(kinship(std::declval<const Finding&>())), std::size_t> by_kinship_;
};

bool comes_first(const FindingGroup& a, const FindingGroup& b) {
    return std::make_tuple(b.severity(), b.places.size()) < std::make_tuple(a.severity(), a.places.size());
}

}  // namespace

Severity FindingGroup::severity() const {
    return lead().severity;
}

const Finding& FindingGroup::lead() const {
    return **std::max_element(places.begin(), places.end(),
                              [](const Finding* a, const Finding* b) { return a->severity < b->severity; });
}

bool FindingGroup::counts() const {
    return std::any_of(places.begin(), places.end(), [](const Finding* place) { return place->counts(); });
}

bool same_account(const Account& a, const Account& b) {
    return identity(a) == identity(b);
}

std::vector<FindingGroup> group_findings(const Report& report, FindingKind kind) {
    Grouping grouping;
    for (const Finding& finding : report.findings) {
        if (finding.kind == kind) {
            grouping.add(finding);
        }
    }
    std::vector<FindingGroup> groups = grouping.take();
    std::stable_sort(groups.begin(), groups.end(), comes_first);
    return groups;
}

std::vector<std::vector<const Finding*>> by_source(const FindingGroup& group) {
    std::vector<std::vector<const Finding*>> result;
    std::map<std::size_t, std::size_t> position;
    for (const Finding* place : group.places) {
        const auto [entry, is_new] = position.try_emplace(place->source, result.size());
        if (is_new) {
            result.emplace_back();
        }
        result[entry->second].push_back(place);
    }
    return result;
}

}  // namespace postern::report
