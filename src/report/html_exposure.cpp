#include "report/html_exposure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "report/html_filters.hpp"
#include "report/quantity.hpp"
#include "report/shown_text.hpp"
#include "report/source_phrases.hpp"

namespace postern::report {

namespace {

using File = std::tuple<std::string, std::string, std::string>;  // name, mode, owner
using Table = std::pair<std::size_t, std::string>;               // source, name

struct Secrets {
    std::size_t number = 0;
    bool any_counts = false;
};

// Files with a secret, and what each holds.
struct Files {
    std::map<File, Secrets> open;  // to everybody
    std::set<std::string> closed;
};

// Of an account whose secret is kept elsewhere there is none to read.
bool holds_secret(const Finding& finding) {
    return finding.secret && finding.secret->encoding != Encoding::external;
}

Files files_of(const Report& report) {
    Files files;
    for (const Finding& finding : report.findings) {
        if (holds_secret(finding) && finding.exposure.file) {
            const FileExposure& file = *finding.exposure.file;
            if (file.world_readable) {
                Secrets& secrets = files.open[{file_name(report, finding.source),
                                               fmt::format("{:04o}", file.mode & 07777U), shown(file.owner)}];
                ++secrets.number;
                secrets.any_counts = secrets.any_counts || finding.counts();
            } else {
                files.closed.insert(file_name(report, finding.source));
            }
        }
    }
    return files;
}

std::map<Table, std::set<std::string>> roles_of(const Report& report) {
    std::map<Table, std::set<std::string>> tables;
    for (const Finding& finding : report.findings) {
        if (holds_secret(finding)) {
            for (const std::string& role : finding.exposure.roles) {
                tables[{finding.source, shown(finding.location.table)}].insert(shown(role));
            }
        }
    }
    return tables;
}

void write_open_files(const std::map<File, Secrets>& files, HtmlPage& page) {
    page << "<table class=\"files stack\" data-sortable><thead><tr><th scope=\"col\">Readable by "
            "everybody</th>"
            "<th scope=\"col\">Mode</th><th scope=\"col\">Owner</th><th scope=\"col\" "
            "class=\"n\">Secrets</th></tr>"
            "</thead>\n<tbody>\n";
    for (const auto& [file, secrets] : files) {
        const auto& [name, mode, owner] = file;
        page << "<tr><th scope=\"row\"><span class=\"path\">";
        page.text(name) << "</span></th><td>";
        if (secrets.any_counts) {
            page << "<code class=\"alarm\">";
        } else {
            page << "<code>";
        }
        page.text(mode) << "</code></td><td>";
        page.text(owner) << "</td><td class=\"n\">";
        page.number(secrets.number) << "</td></tr>\n";
    }
    page << "</tbody></table>\n";
}

void write_files(const Files& files, HtmlPage& page) {
    constexpr std::size_t kMany = 40;
    page << "<p>";
    page.text(files.open.empty() ? "No file with a secret can be read by everybody"
                                 : counted(files.open.size(), "file"));
    if (!files.open.empty()) {
        page << " with a secret can be read by everybody";
    }
    if (!files.closed.empty()) {
        page << "; ";
        page.text(counted(files.closed.size(), "file")) << " only by an owner or a group";
    }
    page << ". That is what a file's own mode says; the folders above it may still keep people out.</p>\n";
    if (files.open.size() > kMany) {
        page << "<details><summary>All of them</summary>\n";
        write_open_files(files.open, page);
        page << "</details>\n";
    } else if (!files.open.empty()) {
        write_open_files(files.open, page);
    }
}

void write_roles(const Report& report, const std::map<Table, std::set<std::string>>& tables, HtmlPage& page) {
    page << "<table class=\"roles stack\"><thead><tr><th scope=\"col\">Database</th><th "
            "scope=\"col\">Table</th>"
            "<th scope=\"col\">Roles that can read it</th></tr></thead>\n<tbody>\n";
    for (const auto& [table, roles] : tables) {
        page << "<tr><th scope=\"row\"><span class=\"path\">";
        page.text(source_name(report, table.first)) << "</span></th><td>";
        page.text(table.second) << "</td><td>";
        std::string list;
        for (const std::string& role : roles) {
            list += (list.empty() ? "" : ", ") + role;
        }
        page.text(list) << "</td></tr>\n";
    }
    page << "</tbody></table>\n";
}

}  // namespace

void write_html_exposure(const Report& report, HtmlPage& page) {
    const Files files = files_of(report);
    const std::map<Table, std::set<std::string>> tables = roles_of(report);
    const bool any_file = !files.open.empty() || !files.closed.empty();
    if (!any_file && tables.empty()) {
        return;
    }
    page.section("exposure", "Who can read it") << kUnfiltered;
    if (any_file) {
        write_files(files, page);
    }
    if (!tables.empty()) {
        write_roles(report, tables, page);
    }
    page << "</section>\n";
}

}  // namespace postern::report
