#include "report/html_coverage.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "report/calendar.hpp"
#include "report/quantity.hpp"
#include "report/source_phrases.hpp"
#include "report/verdict.hpp"

namespace postern::report {

namespace {

constexpr std::size_t kManySources = 40;

void write_unread(const Report& report, HtmlPage& page) {
    page << "<h3 class=\"alarm\">Could not be read</h3>\n<p>Whatever lies here was <strong>not</strong> "
            "checked.</p>\n"
            "<table class=\"unread stack\"><thead><tr><th scope=\"col\">Source</th><th scope=\"col\">From "
            "byte</th>"
            "<th scope=\"col\">Why</th></tr></thead>\n<tbody>\n";
    for (std::size_t source = 0; source < report.sources.size(); ++source) {
        for (const Skip& skip : report.sources[source].skips) {
            page << "<tr><th scope=\"row\"><span class=\"path\">";
            page.text(source_name(report, source)) << "</span></th>";
            if (skip.at > 0) {
                page << "<td class=\"n\">";
                page.text(grouped_digits(skip.at)) << "</td><td>";
            } else {
                page << "<td class=\"n none\">–</td><td>";
            }

            page.text(skip.reason) << "</td></tr>\n";
        }
    }
    page << "</tbody></table>\n";
}

std::vector<std::size_t> findings_by_source(const Report& report) {
    std::vector<std::size_t> counts(report.sources.size());
    for (const Finding& finding : report.findings) {
        if (finding.source < counts.size()) {
            ++counts[finding.source];
        }
    }
    return counts;
}

void write_row(const Report& report, std::size_t source, std::size_t findings, HtmlPage& page) {
    const SourceFacts& facts = report.sources[source];
    page << "<tr><th scope=\"row\"><span class=\"path\">";
    page.text(source_name(report, source)) << "</span>";
    for (const std::string& note : facts.notes) {
        page << "<small>";
        page.text(note) << "</small>";
    }
    page << "</th><td>";
    page.text(kind_noun(facts.kind)) << "</td><td class=\"d\">";
    page.text(facts.modified ? date_text(*facts.modified) : is_live_database(report, source) ? "live" : "–");
    page << "</td><td class=\"n\">";
    page.text(facts.bytes > 0 ? human_size(facts.bytes) : "–") << "</td><td class=\"n\">";
    page.number(findings) << "</td><td>";
    if (facts.skips.empty()) {
        page << "whole</td></tr>\n";
    } else {
        page << "<strong class=\"alarm\">not whole</strong></td></tr>\n";
    }
}

void write_sources(const Report& report, HtmlPage& page) {
    const std::vector<std::size_t> findings = findings_by_source(report);
    const bool many = report.sources.size() > kManySources;
    if (many) {
        page << "<details><summary>All ";
        page.text(counted(report.sources.size(), "source")) << "</summary>\n";
    }
    page << "<table class=\"sources stack\" data-sortable><thead><tr><th scope=\"col\">Source</th><th "
            "scope=\"col\">Kind</th>"
            "<th scope=\"col\">Changed</th><th scope=\"col\" class=\"n\">Size</th><th scope=\"col\" "
            "class=\"n\">Findings</th>"
            "<th scope=\"col\">Read</th></tr></thead>\n<tbody>\n";
    for (std::size_t source = 0; source < report.sources.size(); ++source) {
        write_row(report, source, findings[source], page);
    }
    page << "</tbody></table>\n";
    if (many) {
        page << "</details>\n";
    }
}

void write_passed_over(const Report& report, HtmlPage& page) {
    if (report.other_files() > 0) {
        page << "<p>";
        page.text(counted(report.other_files(), "other file"))
            << " of no known kind met on the way, and not searched.</p>\n";
    }
    if (report.links_not_followed() > 0) {
        page << "<p>";
        page.text(counted(report.links_not_followed(), "symbolic link")) << " not followed.</p>\n";
    }
}

}  // namespace

void write_html_coverage(const Report& report, HtmlPage& page) {
    page.section("coverage", "What was looked at");
    if (!report.complete()) {
        write_unread(report, page);
    }
    if (!report.sources.empty()) {
        if (!report.complete()) {
            page << "<h3>Looked at</h3>\n";
        } else {
            page << "<p>Everything that was looked at was read to its end.</p>\n";
        }
        write_sources(report, page);
    } else {
        page << "<p>Nothing: no target holds anything of a kind that postern reads.</p>\n";
    }
    write_passed_over(report, page);
    page << "</section>\n";
}

}  // namespace postern::report
