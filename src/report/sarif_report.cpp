#include "report/sarif_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "base/digest.hpp"
#include "base/utc_time.hpp"
#include "report/sarif_text.hpp"
#include "report/shown_text.hpp"
#include "report/source_phrases.hpp"
#include "report/source_uri.hpp"
#include "report/words.hpp"

namespace postern::report {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kSchema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

Json message(const std::string& text) {
    return {{"text", text}};
}

class Sarif {
public:
    explicit Sarif(const Report& report)
        : report_(report),
          with_host_(is_of_several_hosts(report)),
          has_baseline_(std::any_of(report.findings.begin(), report.findings.end(),
                                    [](const Finding& finding) { return finding.known; })) {
        for (const RuleFacts& rule : report.rules) {
            facts_.emplace(rule.id, &rule);
        }
        for (const Finding& finding : report.findings) {
            note_rule(finding);
        }
        for (const SourceFacts& source : report.sources) {
            add_artifact(source);
        }
    }

    Json document() const {
        Json run = {{"tool", {{"driver", driver()}}},
                    {"automationDetails", {{"id", "postern/"}}},
                    {"invocations", Json::array({invocation()})},
                    {"artifacts", artifacts_},
                    {"results", results()}};
        return {{"$schema", kSchema}, {"version", "2.1.0"}, {"runs", Json::array({std::move(run)})}};
    }

private:
    void note_rule(const Finding& finding) {
        const auto [entry, is_new] = positions_.try_emplace(finding.rule, rules_.size());
        if (is_new) {
            rules_.emplace_back(finding.rule, finding.severity);
        }
        Severity& severity = rules_[entry->second].second;
        severity = std::max(severity, finding.severity);
    }

    // Its host, where that counts, and its address.
    using ArtifactKey = std::pair<std::string, std::string>;

    ArtifactKey key_of(const SourceFacts& source) const {
        return {with_host_ ? source.host : std::string(), source_address(source).uri};
    }

    // Sources in one archive share its file.
    void add_artifact(const SourceFacts& source) {
        const ArtifactKey key = key_of(source);
        const auto [entry, is_new] = artifact_of_.try_emplace(key, artifacts_.size());
        if (!is_new) {
            return;
        }
        Json artifact = {{"location", {{"uri", key.second}}}, {"roles", {"analysisTarget"}}};
        if (source.modified) {
            artifact["lastModifiedTimeUtc"] = base::utc_text(*source.modified);
        }
        if (!source.host.empty()) {
            artifact["properties"] = {{"host", shown(source.host)}};
        }
        artifacts_.push_back(std::move(artifact));
    }

    Json driver() const {
        Json driver = {{"name", "postern"}};
        if (!report_.version.empty()) {
            driver["version"] = shown(report_.version);
        }
        Json rules = Json::array();
        for (const auto& [id, severity] : rules_) {
            rules.push_back(rule(id, severity));
        }
        driver["rules"] = std::move(rules);
        return driver;
    }

    Json rule(const std::string& id, Severity severity) const {
        Json rule = {{"id", shown(id)}};
        const auto found = facts_.find(id);
        if (found != facts_.end()) {
            const RuleFacts& facts = *found->second;
            rule["shortDescription"] = message(shown(facts.title));
            rule["fullDescription"] = message(shown(facts.risk));
            rule["help"] = {{"text", shown(facts.risk)}, {"markdown", rule_help(facts)}};
            if (!facts.references.empty() && facts.references.front().starts_with("http")) {
                rule["helpUri"] = shown(facts.references.front());
            }
        }
        rule["defaultConfiguration"] = {{"level", sarif_level(severity)}};
        rule["properties"] = {{"tags", {"security", "credentials"}},
                              {"security-severity", security_severity(severity)}};
        return rule;
    }

    Json invocation() const {
        Json notifications = Json::array();
        for (std::size_t source = 0; source < report_.sources.size(); ++source) {
            for (const Skip& skip : report_.sources[source].skips) {
                notifications.push_back(notification(source, skip));
            }
        }
        Json invocation = {{"executionSuccessful", report_.complete()}};
        if (!report_.started.empty()) {
            invocation["startTimeUtc"] = shown(report_.started);
        }
        if (!notifications.empty()) {
            invocation["toolExecutionNotifications"] = std::move(notifications);
        }
        return invocation;
    }

    Json notification(std::size_t source, const Skip& skip) const {
        const std::string from = skip.at > 0 ? fmt::format(" from byte {}", skip.at) : std::string();
        const std::string text =
            fmt::format("{} could not be read{}: {}. Whatever lies there was not checked.",
                        source_name(report_, source), from, shown(skip.reason));
        return {{"level", "error"},
                {"message", message(message_text(text))},
                {"locations",
                 Json::array({{{"physicalLocation", {{"artifactLocation", artifact_location(source)}}}}})}};
    }

    Json artifact_location(std::size_t source) const {
        const ArtifactKey key = key_of(report_.sources[source]);
        return {{"uri", key.second}, {"index", artifact_of_.at(key)}};
    }

    Json results() const {
        Json results = Json::array();
        for (const Finding& finding : report_.findings) {
            results.push_back(result(finding));
        }
        return results;
    }

    Json result(const Finding& finding) const {
        Json result = {{"ruleId", shown(finding.rule)},
                       {"ruleIndex", positions_.at(finding.rule)},
                       {"level", sarif_level(finding.severity)},
                       {"message", message(finding_message(report_, finding))}};
        if (finding.source < report_.sources.size()) {
            result["locations"] = Json::array({location(finding)});
        }
        if (!finding.id.empty()) {
            const std::string print = fingerprint(finding);
            result["partialFingerprints"] = {{"primaryLocationLineHash", print},
                                             {"posternFinding/v1", print}};
        }
        if (finding.waiver) {
            result["suppressions"] = Json::array({{{"kind", "external"},
                                                   {"status", "accepted"},
                                                   {"justification", shown(finding.waiver->justification)}}});
        }
        if (has_baseline_) {
            result["baselineState"] = finding.known ? "unchanged" : "new";
        }
        result["properties"] = properties(finding);
        return result;
    }

    // An id is the same on every host that has the path.
    std::string fingerprint(const Finding& finding) const {
        constexpr std::size_t kDigits = 16;
        const bool has_source = finding.source < report_.sources.size();
        const std::string host = with_host_ && has_source ? report_.sources[finding.source].host : "";
        return host.empty() ? shown(finding.id)
                            : base::sha256_hex(host + '\n' + finding.id).substr(0, kDigits);
    }

    Json location(const Finding& finding) const {
        const SourceAddress address = source_address(report_.sources[finding.source]);
        Json physical = {{"artifactLocation", artifact_location(finding.source)}};
        const Locator& at = finding.location;
        // Lines and bytes of a member are none of the archive's.
        if (address.member.empty() && at.line > 0) {
            physical["region"] = {{"startLine", at.line}};
        } else if (address.member.empty() && at.byte > 0 && !is_live_database(report_, finding.source)) {
            physical["region"] = {{"byteOffset", at.byte}};
        }
        Json logical = Json::array();
        if (!address.member.empty()) {
            logical.push_back({{"name", shown(address.member)},
                               {"fullyQualifiedName", source_name(report_, finding.source)},
                               {"kind", "member"}});
        }
        logical.push_back({{"name", shown(at.field.empty() ? at.table : at.field)},
                           {"fullyQualifiedName", qualified_name(at)},
                           {"kind", "record"}});
        return {{"physicalLocation", std::move(physical)}, {"logicalLocations", std::move(logical)}};
    }

    // "mailserver/10000/mailpassword"
    static std::string qualified_name(const Locator& at) {
        std::string name = shown(at.table);
        for (const std::string& part : {at.key, at.field}) {
            name += part.empty() ? "" : '/' + shown(part);
        }
        return name;
    }

    Json properties(const Finding& finding) const {
        Json properties = {{"kind", word(finding.kind)},
                           {"security-severity", security_severity(finding.severity)},
                           {"status", word(finding.status)},
                           {"product", shown(finding.account.product)},
                           {"source", source_name(report_, finding.source)}};
        if (finding.secret && finding.secret->credential) {
            properties["credential"] = shown(*finding.secret->credential);
        }
        if (finding.location.line > 0) {
            properties["line"] = finding.location.line;
        }
        if (finding.waiver) {
            properties["waivedUntil"] = shown(finding.waiver->expires);
        }
        return properties;
    }

    const Report& report_;
    bool with_host_;  // what is of one path may be of several hosts
    bool has_baseline_;
    std::map<std::string, const RuleFacts*> facts_;
    std::vector<std::pair<std::string, Severity>> rules_;
    std::map<std::string, std::size_t> positions_;
    Json artifacts_ = Json::array();
    std::map<ArtifactKey, std::size_t> artifact_of_;
};

}  // namespace

void write_sarif(const Report& report, base::ByteSink& sink) {
    constexpr bool kAsciiOnly = true;
    sink.write(Sarif(report).document().dump(2, ' ', kAsciiOnly));
    sink.write("\n");
}

}  // namespace postern::report
