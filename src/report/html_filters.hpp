// By what the findings of the HTML report can be filtered.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>

#include "postern/report.hpp"
#include "report/finding_groups.hpp"
#include "report/html_page.hpp"
#include "report/rotation.hpp"

namespace postern::report {

// For a section that is about all findings; the script shows it when some are hidden.
inline constexpr Markup kUnfiltered =
    "<p class=\"unfiltered\" hidden>Not filtered: this is about all findings.</p>\n";

// The products, mail servers and hosts that findings name, numbered: their names come from what was read, so
// the page's script compares numbers.
class FilterValues {
public:
    explicit FilterValues(const Report& report);

    // The form above the findings; the script makes it visible.
    void write_form(HtmlPage& page) const;
    // The attributes of a group by which it is found. Of a credential with its state.
    void write_attributes(const FindingGroup& group, std::optional<Rotation> held, HtmlPage& page) const;

private:
    using Numbered = std::map<std::string, std::size_t>;  // in the order of the names

    const std::string& host_of(const Finding& finding) const;

    const Report& report_;
    Numbered products_;
    Numbered servers_;
    Numbered hosts_;
};

}  // namespace postern::report
