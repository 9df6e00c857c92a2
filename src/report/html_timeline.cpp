#include "report/html_timeline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <string>
#include <utility>

#include "report/calendar.hpp"
#include "report/html_filters.hpp"
#include "report/quantity.hpp"
#include "report/source_phrases.hpp"

namespace postern::report {

namespace {

constexpr std::size_t kMostLines = 60;
constexpr double kFirst = 2;  // percent of the width
constexpr double kLast = 92;
constexpr double kLive = 97;

// From the oldest dated source to the newest.
struct Span {
    std::int64_t begin = std::numeric_limits<std::int64_t>::max();
    std::int64_t end = std::numeric_limits<std::int64_t>::min();
    bool any_live = false;

    bool is_course() const { return begin < end || (any_live && begin == end); }

    double at(std::int64_t when) const {
        const double length = std::max(1.0, static_cast<double>(end) - static_cast<double>(begin));
        return kFirst + (kLast - kFirst) * (static_cast<double>(when) - static_cast<double>(begin)) / length;
    }
};

Span span_of(const std::vector<AccountHistory>& histories) {
    Span span;
    for (const AccountHistory& history : histories) {
        for (const DatedHolding& holding : history.holdings) {
            span.any_live = span.any_live || !holding.when;
            span.begin = std::min(span.begin, holding.when.value_or(span.begin));
            span.end = std::max(span.end, holding.when.value_or(span.end));
        }
    }
    return span;
}

std::string percent(double position) {
    return fmt::format("{:.1f}%", position);
}

// Sources that would be drawn one upon another.
struct Mark {
    const DatedHolding* first = nullptr;
    std::size_t number = 0;
    std::int64_t last = 0;
};

class Chart {
public:
    Chart(const Report& report, Span span, HtmlPage& page) : report_(report), span_(span), page_(page) {}

    void write_axis() {
        page_ << "<svg class=\"axis\" width=\"100%\" height=\"22\" aria-hidden=\"true\">";
        constexpr int kParts = 4;
        for (int i = 0; i <= kParts; ++i) {
            const double share = static_cast<double>(i) / kParts;
            const auto when = static_cast<std::int64_t>(
                static_cast<double>(span_.begin) +
                (static_cast<double>(span_.end) - static_cast<double>(span_.begin)) * share);
            write_tick(span_.begin == span_.end ? span_.begin : when, i, kParts);
            if (span_.begin == span_.end) {
                break;
            }
        }
        if (span_.any_live) {
            page_ << "<text x=\"100%\" y=\"14\" text-anchor=\"end\">live</text>";
        }
        page_ << "</svg>\n";
    }

    void write_line(const AccountHistory& history) {
        page_ << "<li><p><strong>";
        page_.text(history.account) << "</strong> ";
        page_.text(in_words(history)) << "</p>\n<svg width=\"100%\" height=\"26\" role=\"img\" aria-label=\"";
        page_.text(history.account + ": " + in_words(history))
            << "\">"
               "<line class=\"base\" x1=\"0\" x2=\"100%\" y1=\"13\" y2=\"13\"/>";
        write_stretch(history);
        for (const auto& [place, mark] : marks_of(history)) {
            write_mark(place.first, mark, history);
        }
        page_ << "</svg></li>\n";
    }

private:
    void write_tick(std::int64_t when, int part, int parts) {
        if (part % 2 == 1) {
            page_ << "<text class=\"wide\" x=\"";
        } else {
            page_ << "<text x=\"";
        }
        page_.text(percent(part == 0 ? 0 : span_.at(when))) << "\" y=\"14\"";
        if (part > 0 && (part < parts || span_.any_live)) {
            page_ << " text-anchor=\"middle\"";
        } else if (part > 0) {
            page_ << " text-anchor=\"end\"";
        }
        page_ << ">";
        page_.text(date_text(when)) << "</text>";
    }

    static std::string in_words(const AccountHistory& history) {
        const std::size_t current = history.count(Rotation::current);
        const std::size_t older = history.count(Rotation::rotated);
        const std::size_t unclear = history.count(Rotation::unclear);
        const std::size_t all = history.holdings.size();
        if (current == 0) {
            return fmt::format(
                "{} in {}: which is the one of today is unclear{}", history.secret, counted(all, "source"),
                older > 0 ? fmt::format(", {} an older one",
                                        older == 1 ? "1 holds" : grouped_digits(older) + " hold")
                          : std::string());
        }
        if (current == all) {
            return fmt::format("{} in {}, in all of them the one of today", history.secret,
                               counted(all, "source"));
        }
        std::string text =
            fmt::format("{} in {}: {} {} the one of today", history.secret, counted(all, "source"),
                        grouped_digits(current), current == 1 ? "holds" : "hold");
        text += older > 0 ? fmt::format(", {} an older one", grouped_digits(older)) : "";
        return unclear > 0 ? text + fmt::format(", {} perhaps", grouped_digits(unclear)) : text;
    }

    // From the first source that holds today's to the last.
    void write_stretch(const AccountHistory& history) {
        double first = 100;
        double last = 0;
        for (const DatedHolding& holding : history.holdings) {
            if (holding.rotation == Rotation::current) {
                const double at = holding.when ? span_.at(*holding.when) : kLive;
                first = std::min(first, at);
                last = std::max(last, at);
            }
        }
        if (first < last) {
            page_ << "<line class=\"today\" y1=\"13\" y2=\"13\" x1=\"";
            page_.text(percent(first)) << "\" x2=\"";
            page_.text(percent(last)) << "\"/>";
        }
    }

    std::map<std::pair<int, Rotation>, Mark> marks_of(const AccountHistory& history) const {
        std::map<std::pair<int, Rotation>, Mark> marks;
        for (const DatedHolding& holding : history.holdings) {
            const double at = holding.when ? span_.at(*holding.when) : kLive;
            Mark& mark = marks[{static_cast<int>(std::lround(at * 2)), holding.rotation}];
            mark.first = mark.first != nullptr ? mark.first : &holding;
            mark.last = holding.when.value_or(0);
            ++mark.number;
        }
        return marks;
    }

    void write_mark(int half_percents, const Mark& mark, const AccountHistory& history) {
        const std::string at = percent(mark.first->when ? static_cast<double>(half_percents) / 2 : kLive);
        page_ << "<svg class=\"mark ";
        page_.text(css_class(mark.first->rotation)) << "\" x=\"";
        page_.text(at) << "\" y=\"13\" overflow=\"visible\"><title>";
        page_.text(title(mark, history)) << "</title>";
        if (mark.first->when) {
            page_ << "<circle r=\"5\"/></svg>";
        } else {
            page_ << "<path d=\"M0-7 7 0 0 7-7 0z\"/></svg>";
        }
    }

    static std::string_view css_class(Rotation rotation) {
        return rotation == Rotation::current ? "today" : rotation == Rotation::unclear ? "unclear" : "older";
    }

    std::string title(const Mark& mark, const AccountHistory& history) const {
        const std::string_view which = mark.first->rotation == Rotation::current   ? "today's"
                                       : mark.first->rotation == Rotation::unclear ? "perhaps today's"
                                                                                   : "an older";
        const std::string when = mark.first->when ? date_text(*mark.first->when) : "live";
        if (mark.number == 1) {
            return fmt::format("{}: {} {} in {}", when, which, history.secret,
                               source_name(report_, mark.first->source));
        }
        const std::string until = mark.first->when ? date_text(mark.last) : when;
        return fmt::format("{}: {} {} in {}", when == until ? when : when + " to " + until, which,
                           history.secret, counted(mark.number, "source"));
    }

    const Report& report_;
    const Span span_;
    HtmlPage& page_;
};

}  // namespace

void write_html_timeline(const Report& report, const std::vector<AccountHistory>& histories, HtmlPage& page) {
    const Span span = span_of(histories);
    if (!span.is_course()) {
        return;
    }
    page.section("timeline", "Backups by date") << kUnfiltered;
    page << "<p class=\"legend\"><span class=\"today\">holds the secret of today</span> "
            "<span class=\"older\">holds an older one</span>";
    if (std::any_of(histories.begin(), histories.end(),
                    [](const AccountHistory& history) { return !history.unclear.empty(); })) {
        page << " <span class=\"unclear\">unclear</span>";
    }
    if (span.any_live) {
        page << " <span class=\"live\">live database</span>";
    }
    page << "</p>\n";
    Chart chart(report, span, page);
    page << "<div class=\"chart\">";
    chart.write_axis();
    page << "<ul class=\"lines\">\n";
    for (std::size_t i = 0; i < std::min(kMostLines, histories.size()); ++i) {
        chart.write_line(histories[i]);
    }
    page << "</ul></div>\n";
    if (histories.size() > kMostLines) {
        page << "<p>… and ";
        page.text(counted(histories.size() - kMostLines, "more account"))
            << ", whose state the table above tells.</p>\n";
    }
    page << "</section>\n";
}

}  // namespace postern::report
