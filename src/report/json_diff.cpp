#include "report/json_diff.hpp"

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "base/text.hpp"
#include "report/finding_keys.hpp"
#include "report/standing.hpp"
#include "report/words.hpp"

namespace postern::report {

namespace {

using Json = nlohmann::ordered_json;

Json text(std::string_view value) {
    return base::is_valid_utf8(value) ? std::string(value) : base::printable(value);
}

Json text_or_null(std::string_view value) {
    return value.empty() ? Json(nullptr) : text(value);
}

Json optional_text(const std::optional<std::string>& value) {
    return value ? text(*value) : Json(nullptr);
}

Json side(const Report& report) {
    return {{"started", text_or_null(report.started)},
            {"fingerprint_key", text_or_null(report.fingerprint_key)},
            {"complete", report.complete()},
            {"sources", report.sources.size()},
            {"findings", report.findings.size()}};
}

Json was(const Finding* earlier) {
    if (earlier == nullptr) {
        return nullptr;
    }
    return {{"severity", word(earlier->severity)},
            {"status", word(earlier->status)},
            {"world_readable", standing_of(*earlier).everybody_reads}};
}

Json change(const ReportDiff::Change& change, const Fingerprints& fingerprints) {
    const Finding& finding = *change.finding;
    const SourceFacts& source = change.report->sources.at(finding.source);
    const Locator& at = finding.location;
    return {{"id", text(finding.id)},
            {"rule", text(finding.rule)},
            {"kind", word(finding.kind)},
            {"severity", word(finding.severity)},
            {"status", word(finding.status)},
            {"world_readable", standing_of(finding).everybody_reads},
            {"was", was(change.earlier)},
            {"source",
             {{"host", text_or_null(source.host)},
              {"path", text(source.path)},
              {"in_both", change.source_in_both}}},
            {"location",
             {{"table", text(at.table)},
              {"key", text_or_null(at.key)},
              {"field", text_or_null(at.field)},
              {"line", at.line == 0 ? Json(nullptr) : Json(at.line)}}},
            {"account",
             {{"product", text(finding.account.product)},
              {"name", text_or_null(finding.account.name)},
              {"host", optional_text(finding.account.host)},
              {"username", optional_text(finding.account.username)}}},
            {"fingerprint", text_or_null(fingerprint_of(finding, fingerprints))},
            {"waived", finding.waiver.has_value()},
            {"known", finding.known}};
}

// All of them of one report.
Json changes(const std::vector<ReportDiff::Change>& list, const Report& report) {
    const Fingerprints fingerprints = fingerprints_of(report);
    Json result = Json::array();
    for (const ReportDiff::Change& entry : list) {
        result.push_back(change(entry, fingerprints));
    }
    return result;
}

}  // namespace

void write_json(const ReportDiff& diff, std::string_view version, base::ByteSink& sink) {
    const Json document = {{"schema", "postern-diff/1"},
                           {"tool", {{"name", "postern"}, {"version", text(version)}}},
                           {"old", side(*diff.old_report)},
                           {"new", side(*diff.new_report)},
                           {"summary",
                            {{"appeared", diff.appeared.size()},
                             {"graver", diff.graver.size()},
                             {"went_away", diff.went_away.size()},
                             {"unseen", diff.unseen.size()},
                             {"rotated", diff.rotated.size()},
                             {"unchanged", diff.unchanged},
                             {"not_compared", diff.not_compared}}},
                           {"appeared", changes(diff.appeared, *diff.new_report)},
                           {"graver", changes(diff.graver, *diff.new_report)},
                           {"went_away", changes(diff.went_away, *diff.old_report)},
                           {"unseen", changes(diff.unseen, *diff.old_report)},
                           {"rotated", changes(diff.rotated, *diff.new_report)}};
    constexpr bool kAsciiOnly = true;
    sink.write(document.dump(2, ' ', kAsciiOnly));
    sink.write("\n");
}

}  // namespace postern::report
