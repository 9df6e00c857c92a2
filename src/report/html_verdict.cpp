#include "report/html_verdict.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "report/finding_groups.hpp"
#include "report/next_steps.hpp"
#include "report/quantity.hpp"
#include "report/shown_text.hpp"
#include "report/verdict.hpp"

namespace postern::report {

namespace {

void write_sentence(const Sentence& sentence, HtmlPage& page) {
    switch (sentence.weight) {
        case Weight::strong:
            page << "<p class=\"verdict\">";
            break;
        case Weight::alarming:
            page << "<p class=\"alarm\">";
            break;
        case Weight::plain:
            page << "<p>";
    }
    page.text(sentence.text) << "</p>\n";
}

std::vector<std::string> hosts(const Report& report) {
    std::set<std::string> hosts;
    for (const SourceFacts& source : report.sources) {
        if (!source.host.empty()) {
            hosts.insert(shown(source.host));
        }
    }
    return {hosts.begin(), hosts.end()};
}

void write_origin(const Report& report, HtmlPage& page) {
    constexpr std::size_t kMostHosts = 4;
    page << "<p class=\"origin\"><strong>postern</strong> ";
    page.text(report.version);
    if (!report.started.empty()) {
        page << " · "
             << "<time>";
        page.text(report.started) << "</time>";
    }
    if (const auto names = hosts(report); !names.empty()) {
        page << " · ";
        page.text(few_names(names, kMostHosts));
    }
    page << " · ";
    page.text(size_of_run(report)) << "</p>\n";
}

void write_figure(std::size_t number, std::string_view label, bool alarming, HtmlPage& page) {
    if (alarming && number > 0) {
        page << "<div class=\"bad\">";
    } else {
        page << "<div>";
    }
    page << "<dd>";
    page.text(grouped_digits(number)) << "</dd><dt>";
    page.text(label) << "</dt></div>\n";
}

std::size_t count_logins(const Report& report, LoginOutcome outcome) {
    return static_cast<std::size_t>(
        std::count_if(report.credentials.begin(), report.credentials.end(),
                      [outcome](const Credential& credential) { return credential.login == outcome; }));
}

void write_optional_figures(const Report& report, HtmlPage& page) {
    if (const std::size_t working = count_logins(report, LoginOutcome::verified); working > 0) {
        write_figure(working, "still work at their server", any_working_counts(report), page);
    }
    if (const std::size_t waived = count_waived(report); waived > 0) {
        write_figure(waived, waived == 1 ? "finding waived" : "findings waived", false, page);
    }
    if (const std::size_t known = count_known(report); known > 0) {
        write_figure(known, "known before", false, page);
    }
}

void write_figures(const Report& report, HtmlPage& page) {
    const std::size_t credentials = group_findings(report, FindingKind::exposed_credential).size();
    const std::size_t routes = group_findings(report, FindingKind::open_mail_route).size();
    const std::size_t risks = group_findings(report, FindingKind::risk).size();
    const std::size_t places = count_places(report, FindingKind::exposed_credential);
    const std::size_t skips = count_skips(report);
    page << "<dl class=\"figures\">\n";
    write_figure(credentials, credentials == 1 ? "mail credential" : "mail credentials",
                 any_counts(report, FindingKind::exposed_credential), page);
    write_figure(places, places == 1 ? "place that holds one" : "places that hold them", false, page);
    write_figure(count_world_readable(report), "readable by everybody", any_world_readable_counts(report),
                 page);
    write_figure(routes, routes == 1 ? "open mail route" : "open mail routes", false, page);
    write_figure(risks, risks == 1 ? "risk" : "risks", false, page);
    write_figure(skips, skips == 1 ? "part not read" : "parts not read", true, page);
    write_optional_figures(report, page);
    page << "</dl>\n";
}

}  // namespace

void write_html_verdict(const Report& report, HtmlPage& page) {
    page << "<header>\n";
    write_origin(report, page);
    page << "<h1>Mail credentials report</h1>\n";
    for (const Sentence& sentence : verdict(report)) {
        write_sentence(sentence, page);
    }
    for (const std::string& note : report.notes) {
        page << "<p class=\"note\">";
        page.text(note) << "</p>\n";
    }
    write_figures(report, page);
    page << "</header>\n";
}

}  // namespace postern::report
