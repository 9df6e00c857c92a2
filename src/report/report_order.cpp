#include "report/report_order.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <string_view>
#include <tuple>
#include <utility>

namespace postern::report {

namespace {

std::vector<std::size_t> order_sources(std::vector<SourceFacts>& sources) {
    std::vector<std::size_t> order(sources.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&sources](std::size_t a, std::size_t b) {
        return std::tie(sources[a].host, sources[a].path) < std::tie(sources[b].host, sources[b].path);
    });
    std::vector<SourceFacts> ordered;
    std::vector<std::size_t> moved(sources.size());
    for (const std::size_t index : order) {
        moved[index] = ordered.size();
        ordered.push_back(std::move(sources[index]));
    }
    sources = std::move(ordered);
    return moved;
}

void order_findings(std::vector<Finding>& findings, const std::vector<std::size_t>& moved) {
    for (Finding& finding : findings) {
        finding.source = moved.at(finding.source);
    }
    std::stable_sort(findings.begin(), findings.end(),
                     [](const Finding& a, const Finding& b) { return a.source < b.source; });
}

void order_rules(Report& report) {
    std::map<std::string_view, std::size_t> by_id;
    for (std::size_t i = 0; i < report.rules.size(); ++i) {
        by_id.emplace(report.rules[i].id, i);
    }
    std::vector<RuleFacts> ordered;
    for (const Finding& finding : report.findings) {
        if (const auto rule = by_id.find(finding.rule); rule != by_id.end()) {
            ordered.push_back(report.rules[rule->second]);
            by_id.erase(rule);
        }
    }
    report.rules = std::move(ordered);
}

std::map<std::string, std::string> order_credentials(Report& report) {
    std::map<std::string, std::size_t> old;  // by id
    for (std::size_t i = 0; i < report.credentials.size(); ++i) {
        old.emplace(report.credentials[i].id, i);
    }
    std::vector<Credential> ordered;
    std::map<std::string, std::size_t> places;  // in ordered, by the old id
    std::map<std::string, std::string> renamed;
    for (Finding& finding : report.findings) {
        const auto found =
            finding.secret && finding.secret->credential ? old.find(*finding.secret->credential) : old.end();
        if (found == old.end()) {
            continue;
        }
        const auto [place, is_new] = places.try_emplace(found->first, ordered.size());
        if (is_new) {
            ordered.push_back(std::move(report.credentials[found->second]));
            ordered.back().id = "c" + std::to_string(ordered.size());
            renamed.emplace(found->first, ordered.back().id);
            ordered.back().username = finding.account.username.value_or("");
            ordered.back().host = finding.account.host.value_or("");
            ordered.back().places = 0;
        }
        Credential& credential = ordered[place->second];
        ++credential.places;
        finding.secret->credential = credential.id;
    }
    report.credentials = std::move(ordered);
    return renamed;
}

}  // namespace

NewOrder put_in_order(Report& report) {
    std::sort(report.runs.begin(), report.runs.end(), [](const Run& a, const Run& b) {
        return std::tie(a.started, a.id) < std::tie(b.started, b.id);
    });
    NewOrder order;
    order.sources = order_sources(report.sources);
    order_findings(report.findings, order.sources);
    order_rules(report);
    order.credentials = order_credentials(report);
    return order;
}

}  // namespace postern::report
