#include "report/finding_groups.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>

namespace postern::report {

namespace {

auto identity(const Account& account) {
    return std::tie(account.product, account.name, account.direction, account.protocol, account.host,
                    account.port, account.tls, account.username, account.jndi);
}

bool belongs(const FindingGroup& group, const Finding& finding) {
    const Finding& first = *group.places.front();
    return !group.same_secret && first.rule == finding.rule &&
           first.secret.has_value() == finding.secret.has_value() &&
           (!first.secret || first.secret->type == finding.secret->type) &&
           same_account(first.account, finding.account);
}

FindingGroup& group_for(const Finding& finding, std::vector<FindingGroup>& groups,
                        std::map<std::string, std::size_t>& by_credential) {
    if (finding.secret && finding.secret->credential) {
        const auto [entry, is_new] = by_credential.try_emplace(*finding.secret->credential, groups.size());
        if (is_new) {
            groups.push_back({{}, true});
        }
        return groups[entry->second];
    }
    const auto found = std::find_if(groups.begin(), groups.end(), [&finding](const FindingGroup& group) {
        return belongs(group, finding);
    });
    return found != groups.end() ? *found : groups.emplace_back();
}

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

bool same_account(const Account& a, const Account& b) {
    return identity(a) == identity(b);
}

std::vector<FindingGroup> group_findings(const Report& report, FindingKind kind) {
    std::vector<FindingGroup> groups;
    std::map<std::string, std::size_t> by_credential;
    for (const Finding& finding : report.findings) {
        if (finding.kind == kind) {
            group_for(finding, groups, by_credential).places.push_back(&finding);
        }
    }
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
