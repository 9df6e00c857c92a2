#include "report/text_coverage.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

#include "report/quantity.hpp"
#include "report/shown_text.hpp"
#include "report/source_phrases.hpp"
#include "report/verdict.hpp"

namespace postern::report {

namespace {

constexpr std::size_t kFewSources = 12;

// Sources by kind, kinds in the order met.
std::vector<std::pair<std::string, std::vector<std::size_t>>> by_kind(const Report& report) {
    std::vector<std::pair<std::string, std::vector<std::size_t>>> kinds;
    for (std::size_t source = 0; source < report.sources.size(); ++source) {
        const std::string& kind = report.sources[source].kind;
        auto entry = kinds.begin();
        while (entry != kinds.end() && entry->first != kind) {
            ++entry;
        }
        if (entry == kinds.end()) {
            entry = kinds.insert(kinds.end(), {kind, {}});
        }
        entry->second.push_back(source);
    }
    return kinds;
}

void write_sources(const Report& report, TextPage& page) {
    for (const auto& [kind, members] : by_kind(report)) {
        page.prose(page.bullet(3), counted_kind(members.size(), kind));
        if (report.sources.size() > kFewSources) {
            continue;
        }
        for (const std::size_t source : members) {
            const std::uint64_t bytes = report.sources[source].bytes;
            const std::string size = bytes > 0 ? fmt::format(" ({})", human_size(bytes)) : std::string();
            page.line("       ",
                      source_name(report, source) + (size.empty() ? size : page.paint(Paint::dim, size)));
        }
    }
}

void write_notes(const Report& report, TextPage& page) {
    for (std::size_t source = 0; source < report.sources.size(); ++source) {
        for (const std::string& note : report.sources[source].notes) {
            page.prose(page.bullet(3), source_name(report, source) + ": " + shown(note));
        }
    }
}

void write_passed_over(const Report& report, TextPage& page) {
    if (report.other_files() > 0) {
        const std::string files = counted(report.other_files(), "other file");
        const std::string_view verb = report.other_files() == 1 ? "is" : "are";
        page.prose(page.bullet(3), fmt::format("{} {} of no known kind and not searched", files, verb));
    }
    if (report.links_not_followed() > 0) {
        const std::string_view verb = report.links_not_followed() == 1 ? "was" : "were";
        page.prose(page.bullet(3), fmt::format("{} {} not followed",
                                               counted(report.links_not_followed(), "symbolic link"), verb));
    }
}

}  // namespace

void write_skips(const Report& report, TextPage& page) {
    if (report.complete()) {
        return;
    }
    page.heading("Could not be read");
    page.prose("   ", page.paint(Paint::high, "Whatever lies here was NOT checked:"));
    for (std::size_t source = 0; source < report.sources.size(); ++source) {
        const std::vector<Skip>& skips = report.sources[source].skips;
        if (!skips.empty()) {
            page.line("   ", page.paint(Paint::bold, source_name(report, source)));
        }
        for (const Skip& skip : skips) {
            const std::string reason = shown(skip.reason);
            page.prose(page.bullet(5), skip.at > 0 ? fmt::format("byte {}: {}", skip.at, reason) : reason);
        }
    }
}

void write_coverage(const Report& report, TextPage& page) {
    page.heading("What was looked at");
    page.prose("   ", size_of_run(report));
    write_sources(report, page);
    write_notes(report, page);
    write_passed_over(report, page);
}

}  // namespace postern::report
