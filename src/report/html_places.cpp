#include "report/html_places.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "report/accepted.hpp"
#include "report/calendar.hpp"
#include "report/quantity.hpp"
#include "report/source_phrases.hpp"
#include "report/text_phrases.hpp"

namespace postern::report {

namespace {

constexpr std::size_t kFewPlaces = 6;

void write_readers(const std::vector<std::string>& readers, bool counts, HtmlPage& page) {
    for (const std::string& line : readers) {
        const bool everybody = line.starts_with(kWorldReadable);
        if (everybody && counts) {
            page << "<small class=\"alarm\">";
        } else {
            page << "<small>";
        }
        page.text(everybody ? "Readable by everybody" + line.substr(kWorldReadable.size()) : line)
            << "</small>";
    }
}

std::string joined(const std::vector<std::string>& items) {
    std::string text;
    for (const std::string& item : items) {
        text += (text.empty() ? "" : ", ") + item;
    }
    return text;
}

void write_place(const Finding& place, bool with_account, bool with_readers, HtmlPage& page) {
    std::vector<std::string> items = place_items(place);
    if (with_account) {
        items.push_back("for " + who(place.account));
    }
    if (!place.counts()) {
        items.push_back(accepted_mark(place));
    }
    page << "<li>";
    page.text(joined(items));
    if (!place.id.empty()) {
        page << " <code class=\"id\">";
        page.text(place.id) << "</code>";
    }
    if (with_readers) {
        write_readers(readers_of(place), place.counts(), page);
    }
    page << "</li>";
}

bool any_counts(const std::vector<const Finding*>& places) {
    return std::any_of(places.begin(), places.end(), [](const Finding* place) { return place->counts(); });
}

void write_source_places(const Report& report, const std::vector<const Finding*>& places, bool with_accounts,
                         HtmlPage& page) {
    const std::size_t source = places.front()->source;
    const std::vector<std::string> common = readers_of(*places.front());
    const bool alike = std::all_of(places.begin(), places.end(),
                                   [&common](const Finding* place) { return readers_of(*place) == common; });
    page << "<li><span class=\"path\">";
    page.text(source_name(report, source)) << "</span>";
    if (source < report.sources.size() && report.sources[source].modified) {
        page << " <time>";
        page.text(date_text(*report.sources[source].modified)) << "</time>";
    }
    if (alike) {
        write_readers(common, any_counts(places), page);
    }
    page << "<ul>";
    for (const Finding* place : places) {
        write_place(*place, with_accounts, !alike, page);
    }
    page << "</ul></li>\n";
}

// More for what is newer; a live database is as it is now, and what has no date comes last.
std::int64_t age_rank(const Report& report, std::size_t source) {
    using Limits = std::numeric_limits<std::int64_t>;
    if (source < report.sources.size() && is_live_database(report, source)) {
        return Limits::max();
    }
    return source < report.sources.size() ? report.sources[source].modified.value_or(Limits::min())
                                          : Limits::min();
}

bool differ_in_name(const FindingGroup& group) {
    const std::string first = who(group.places.front()->account);
    return std::any_of(group.places.begin(), group.places.end(),
                       [&first](const Finding* place) { return who(place->account) != first; });
}

}  // namespace

void write_html_places(const Report& report, const FindingGroup& group, bool fold, HtmlPage& page) {
    auto sources = by_source(group);
    std::stable_sort(sources.begin(), sources.end(), [&report](const auto& a, const auto& b) {
        return age_rank(report, a.front()->source) > age_rank(report, b.front()->source);
    });
    if (group.places.size() <= kFewPlaces && !fold) {
        page << "<details open><summary>";
    } else {
        page << "<details><summary>";
    }
    page.text(counted(group.places.size(), "place")) << " in ";
    page.text(counted(sources.size(), "source")) << "</summary>\n<ul class=\"places\">\n";
    const bool with_accounts = differ_in_name(group);
    for (const auto& places : sources) {
        write_source_places(report, places, with_accounts, page);
    }
    page << "</ul></details>";
}

}  // namespace postern::report
