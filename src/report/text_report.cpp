#include "report/text_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "report/finding_groups.hpp"
#include "report/shown_text.hpp"
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
    for (std::size_t i = 0; i < groups.size(); ++i) {
        if (i > 0) {
            page.blank();
        }
        write_credential(report, groups[i], i + 1, page);
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

std::vector<std::string> distinct_advice(const Report& report) {
    std::vector<std::string> advice;
    for (const Severity severity : {Severity::high, Severity::medium, Severity::low}) {
        for (const Finding& finding : report.findings) {
            for (const std::string& step : finding.advice) {
                if (finding.severity == severity &&
                    std::find(advice.begin(), advice.end(), step) == advice.end()) {
                    advice.push_back(step);
                }
            }
        }
    }
    return advice;
}

void write_next_steps(const Report& report, TextPage& page) {
    const std::vector<std::string> advice = distinct_advice(report);
    if (!advice.empty()) {
        page.heading("What to do next");
    }
    for (std::size_t i = 0; i < advice.size(); ++i) {
        page.prose(fmt::format("{:>3}. ", i + 1), shown(advice[i]));
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
