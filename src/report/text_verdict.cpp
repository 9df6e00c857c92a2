#include "report/text_verdict.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "report/finding_groups.hpp"
#include "report/quantity.hpp"
#include "report/text_coverage.hpp"
#include "report/text_phrases.hpp"

namespace postern::report {

namespace {

std::size_t count_places(const Report& report, FindingKind kind) {
    const auto of_kind = [kind](const Finding& finding) { return finding.kind == kind; };
    return static_cast<std::size_t>(std::count_if(report.findings.begin(), report.findings.end(), of_kind));
}

std::size_t count_world_readable(const Report& report) {
    const auto open_to_all = [](const Finding& finding) {
        return finding.kind == FindingKind::exposed_credential && finding.exposure.file &&
               finding.exposure.file->world_readable;
    };
    return static_cast<std::size_t>(
        std::count_if(report.findings.begin(), report.findings.end(), open_to_all));
}

void write_world_readable(std::size_t readable, std::size_t places, TextPage& page) {
    if (readable == 0) {
        return;
    }
    std::string which =
        fmt::format("{} of these places {}", grouped_digits(readable), readable == 1 ? "is" : "are");
    if (readable == places) {
        which = places == 1 ? "It is" : "All of them are";
    }
    page.prose("", page.paint(Paint::high, which + " readable by everybody who can reach the folder."));
}

void write_open(const Report& report, std::size_t credentials, TextPage& page) {
    const std::size_t places = count_places(report, FindingKind::exposed_credential);
    const std::string subject = counted(credentials, "mail credential");
    const std::string_view verb = credentials == 1 ? "lies" : "lie";
    page.prose("", page.paint(Paint::bold,
                              fmt::format("{} {} open in {}.", subject, verb, counted(places, "place"))));
    write_world_readable(count_world_readable(report), places, page);
}

// A Postfix whose passwords lie open: of no account of an application, but mail credentials all the same.
bool any_grave_setting(const Report& report) {
    return std::any_of(report.findings.begin(), report.findings.end(), [](const Finding& finding) {
        return is_setting(finding) && finding.severity == Severity::high;
    });
}

void write_none(const Report& report, TextPage& page) {
    if (report.sources.empty()) {
        page.prose("", page.paint(Paint::bold,
                                  "Nothing was looked at: no target holds anything of a kind that postern "
                                  "reads."));
        return;
    }
    const std::string_view whose = any_grave_setting(report) ? " of an application" : "";
    page.prose("", page.paint(Paint::bold,
                              fmt::format("No mail credentials{} found in {}.", whose, size_of_run(report))));
}

void write_other_findings(const Report& report, bool any_credential, TextPage& page) {
    const std::size_t routes = group_findings(report, FindingKind::open_mail_route).size();
    const std::size_t risks = group_findings(report, FindingKind::risk).size();
    if (routes + risks == 0) {
        return;
    }
    std::string what = routes > 0 ? counted(routes, "open mail route") : counted(risks, "risk");
    if (routes > 0 && risks > 0) {
        what += " and " + counted(risks, "risk");
    }
    page.prose("", fmt::format("{}: {}.", any_credential ? "Also found" : "Found all the same", what));
}

void write_gaps(const Report& report, bool any_credential, TextPage& page) {
    const std::size_t skips = count_skips(report);
    if (skips == 0) {
        return;
    }
    const std::string_view meaning = any_credential ? "There may be more" : "This is NOT a clean result";
    page.prose("", page.paint(Paint::high, fmt::format("{}: {} could not be read (listed below).", meaning,
                                                       counted(skips, "part"))));
}

}  // namespace

void write_verdict(const Report& report, TextPage& page) {
    const std::size_t credentials = group_findings(report, FindingKind::exposed_credential).size();
    if (credentials > 0) {
        write_open(report, credentials, page);
    } else {
        write_none(report, page);
    }
    write_other_findings(report, credentials > 0, page);
    write_gaps(report, credentials > 0, page);
}

}  // namespace postern::report
