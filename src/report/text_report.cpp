#include "report/text_report.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

#include "report/finding_groups.hpp"
#include "report/next_steps.hpp"
#include "report/quantity.hpp"
#include "report/text_coverage.hpp"
#include "report/text_findings.hpp"
#include "report/text_verdict.hpp"

namespace postern::report {

namespace {

void write_credentials(const Report& report, TextPage& page) {
    const std::vector<FindingGroup> groups = group_findings(report, FindingKind::exposed_credential);
    if (!groups.empty()) {
        page.heading("Mail credentials");
    }
    const Logins logins = logins_of(report);
    for (std::size_t i = 0; i < groups.size(); ++i) {
        if (i > 0) {
            page.blank();
        }
        write_credential(report, logins, groups[i], i + 1, page);
    }
}

void write_facts(const Report& report, FindingKind kind, std::string_view title, std::string_view meaning,
                 TextPage& page) {
    const std::vector<FindingGroup> groups = group_findings(report, kind);
    if (groups.empty()) {
        return;
    }
    page.heading(title);
    page.prose("   ", meaning);
    for (const FindingGroup& group : groups) {
        page.blank();
        write_fact(report, group, page);
    }
}

void write_next_steps(const Report& report, TextPage& page) {
    constexpr std::size_t kMostAccounts = 3;
    const std::vector<NextSteps> all = next_steps(report);
    if (!all.empty()) {
        page.heading("What to do next");
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (i > 0) {
            page.blank();
        }
        page.prose(
            fmt::format("{:>3}. ", i + 1),
            fmt::format("{} ({})", page.paint(Paint::bold, all[i].about), counted(all[i].places, "place")));
        if (!all[i].accounts.empty()) {
            page.prose("     ", few_names(all[i].accounts, kMostAccounts));
        }
        for (const NextStep& step : all[i].steps) {
            page.prose(page.bullet(5), step_text(all[i], step));
        }
    }
}

}  // namespace

void write_text(const Report& report, const TextStyle& style, base::ByteSink& sink) {
    TextPage page(style);
    write_verdict(report, page);
    write_credentials(report, page);
    write_facts(
        report, FindingKind::open_mail_route, "Open mail routes",
        "Mail goes out here, and no password lies with it: a copy of this system could write to real people.",
        page);
    write_facts(report, FindingKind::risk, "Risks",
                "Not accounts with their passwords, but what puts mail, or a password, at risk.", page);
    write_skips(report, page);
    write_coverage(report, page);
    write_next_steps(report, page);
    sink.write(page.text());
}

}  // namespace postern::report
