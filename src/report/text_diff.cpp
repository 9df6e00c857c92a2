#include "report/text_diff.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

#include "report/finding_keys.hpp"
#include "report/quantity.hpp"
#include "report/shown_text.hpp"
#include "report/source_phrases.hpp"
#include "report/standing.hpp"
#include "report/text_page.hpp"
#include "report/text_phrases.hpp"
#include "report/words.hpp"

namespace postern::report {

namespace {

Paint paint_of(Severity severity) {
    switch (severity) {
        case Severity::high:
            return Paint::high;
        case Severity::medium:
            return Paint::medium;
        case Severity::low:
            break;
    }
    return Paint::dim;
}

void write_verdict(const ReportDiff& diff, TextPage& page) {
    page.prose(
        "", page.paint(Paint::bold,
                       fmt::format("{} appeared, {} became graver, {} went away, {} rotated, {} unchanged.",
                                   counted(diff.appeared.size(), "finding"),
                                   grouped_digits(diff.graver.size()), grouped_digits(diff.went_away.size()),
                                   grouped_digits(diff.rotated.size()), grouped_digits(diff.unchanged))));
    if (!diff.unseen.empty()) {
        page.prose("",
                   fmt::format("{} not looked at again: the new report does not have the source, or not to "
                               "its end, or by other rules.",
                               counted(diff.unseen.size(), "finding was", "findings were")));
    }
    if (!diff.old_report->complete()) {
        page.prose(
            "", page.paint(Paint::high, "The old report is incomplete: what seems new may have been there."));
    }
    if (!diff.new_report->complete()) {
        page.prose(
            "", page.paint(Paint::high, "The new report is incomplete: what seems gone may be there still."));
    }
    if (diff.not_compared > 0) {
        page.prose("", fmt::format("Whether the secret was rotated cannot be told of {}: both reports need "
                                   "fingerprints of the same key (--fingerprint-key).",
                                   counted(diff.not_compared, "finding")));
    }
}

std::string_view phrase(Status status) {
    switch (status) {
        case Status::commented_out:
            return "commented out";
        case Status::disabled:
            return "disabled";
        case Status::active:
            break;
    }
    return "active";
}

// What is another now; of a graver one there is some.
std::vector<std::string> before(const Finding& finding, const Finding& earlier) {
    std::vector<std::string> items;
    if (finding.severity != earlier.severity) {
        items.push_back(fmt::format("severity {}", word(earlier.severity)));
    }
    if (finding.status != earlier.status) {
        items.emplace_back(phrase(earlier.status));
    }
    if (standing_of(finding).everybody_reads && !standing_of(earlier).everybody_reads) {
        items.push_back(fmt::format("not {}", kWorldReadable));
    }
    items.front().insert(0, "before: ");
    return items;
}

// hosts_differ: between the reports, of which each may be of one.
std::string place_name(const ReportDiff::Change& change, bool hosts_differ) {
    const std::string name = source_name(*change.report, change.finding->source);
    const std::string& host = change.report->sources.at(change.finding->source).host;
    const bool says_host = is_of_several_hosts(*change.report) || host.empty();
    return hosts_differ && !says_host ? shown(host) + ": " + name : name;
}

void write_change(const ReportDiff::Change& change, bool hosts_differ, std::string_view where_else,
                  TextPage& page) {
    const Finding& finding = *change.finding;
    const std::string title = is_setting(finding) ? shown(finding.account.name) : who(finding.account);
    std::string mark = fmt::format("[{}]", word(finding.severity));
    page.line(page.bullet(3), fmt::format("{}  {}", page.paint(Paint::bold, title),
                                          page.paint(paint_of(finding.severity), mark)));
    page.line("     ", place_name(change, hosts_differ));
    std::vector<std::string> items = place_items(finding);
    if (finding.waiver) {
        items.push_back("waived until " + shown(finding.waiver->expires));
    }
    if (finding.known) {
        items.emplace_back("in the baseline");
    }
    page.items("       ", items);
    if (change.earlier != nullptr && is_graver(standing_of(finding), standing_of(*change.earlier))) {
        page.items("       ", before(finding, *change.earlier));
    }
    if (!change.source_in_both && !where_else.empty()) {
        page.prose("       ", where_else);
    }
}

void write_changes(std::string_view title, const std::vector<ReportDiff::Change>& changes, bool hosts_differ,
                   std::string_view where_else, TextPage& page) {
    if (changes.empty()) {
        return;
    }
    page.heading(title);
    for (std::size_t i = 0; i < changes.size(); ++i) {
        if (i > 0) {
            page.blank();
        }
        write_change(changes[i], hosts_differ, where_else, page);
    }
}

}  // namespace

void write_text(const ReportDiff& diff, const TextStyle& style, base::ByteSink& sink) {
    TextPage page(style);
    write_verdict(diff, page);
    const bool hosts_differ = host_counts(*diff.old_report, *diff.new_report);
    write_changes("Appeared", diff.appeared, hosts_differ, "The old report does not have this source.", page);
    write_changes("Became graver", diff.graver, hosts_differ, "", page);
    write_changes("Went away", diff.went_away, hosts_differ, "", page);
    write_changes("Rotated", diff.rotated, hosts_differ, "", page);
    write_changes("Not looked at again", diff.unseen, hosts_differ, "", page);
    sink.write(page.text());
}

}  // namespace postern::report
