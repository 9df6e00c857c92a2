#include "report/html_filters.hpp"

#include <algorithm>
#include <set>
#include <string_view>

#include "report/accepted.hpp"
#include "report/words.hpp"

namespace postern::report {

namespace {

using Numbered = std::map<std::string, std::size_t>;

void add(const std::string& name, Numbered& values) {
    if (!name.empty()) {
        values.try_emplace(name, 0);
    }
}

void number(Numbered& values) {
    std::size_t next = 0;
    for (auto& [name, position] : values) {
        position = next++;
    }
}

void write_numbers(const std::set<std::size_t>& numbers, HtmlPage& page) {
    for (const std::size_t number : numbers) {
        page.number(number) << " ";
    }
    page << "\"";
}

void write_options(const Numbered& values, HtmlPage& page) {
    for (const auto& [name, position] : values) {
        page << "<option value=\"";
        page.number(position) << "\">";
        page.text(name) << "</option>";
    }
    page << "</select></label>\n";
}

void insert(const std::string& name, const Numbered& values, std::set<std::size_t>& numbers) {
    if (const auto found = values.find(name); found != values.end()) {
        numbers.insert(found->second);
    }
}

std::string_view held_word(Rotation held) {
    switch (held) {
        case Rotation::current:
            return "current";
        case Rotation::unclear:
            return "unclear";
        case Rotation::rotated:
            return "rotated";
        case Rotation::unknown:
            break;
    }
    return "unknown";
}

void write_states(const FindingGroup& group, HtmlPage& page) {
    std::set<std::string_view> states;
    for (const Finding* place : group.places) {
        states.insert(state_word(*place));
    }
    page << " data-state=\"";
    for (const std::string_view state : states) {
        page.text(state) << " ";
    }
    page << "\"";
}

}  // namespace

FilterValues::FilterValues(const Report& report) : report_(report) {
    for (const Finding& finding : report.findings) {
        add(finding.account.product, products_);
        add(finding.account.host.value_or(""), servers_);
        add(host_of(finding), hosts_);
    }
    number(products_);
    number(servers_);
    number(hosts_);
}

const std::string& FilterValues::host_of(const Finding& finding) const {
    static const std::string kNone;
    return finding.source < report_.sources.size() ? report_.sources[finding.source].host : kNone;
}

void FilterValues::write_form(HtmlPage& page) const {
    page << "<form id=\"filters\" role=\"search\" aria-label=\"Filter the findings\" hidden>\n"
            "<label class=\"search\">Search<input type=\"search\" name=\"q\" autocomplete=\"off\" "
            "placeholder=\"account, file, table …\"></label>\n"
            "<label>Severity<select name=\"severity\"><option value=\"\">all</option><option>high</option>"
            "<option>medium</option><option>low</option></select></label>\n"
            "<label>Kind<select name=\"kind\"><option value=\"\">all</option>"
            "<option value=\"exposed-credential\">credentials</option><option value=\"open-mail-route\">mail "
            "routes"
            "</option><option value=\"risk\">risks</option></select></label>\n"
            "<label>State<select name=\"state\"><option value=\"\">all</option><option>open</option>"
            "<option>waived</option><option value=\"known\">known before</option></select></label>\n"
            "<label>Held today<select name=\"held\"><option value=\"\">all</option>"
            "<option>current</option><option>unclear</option><option value=\"unknown\">not known</option>"
            "<option>rotated</option></select></label>\n"
            "<label>Product<select name=\"product\"><option value=\"\">all</option>";
    write_options(products_, page);
    page << "<label>Mail server<select name=\"server\"><option value=\"\">all</option>";
    write_options(servers_, page);
    if (hosts_.size() > 1) {
        page << "<label>Found on<select name=\"host\"><option value=\"\">all</option>";
        write_options(hosts_, page);
    }
    page << "<button type=\"reset\">Clear</button>\n<output aria-live=\"polite\"></output>\n</form>\n";
}

void FilterValues::write_attributes(const FindingGroup& group, std::optional<Rotation> held,
                                    HtmlPage& page) const {
    std::set<std::size_t> products;
    std::set<std::size_t> servers;
    std::set<std::size_t> hosts;
    for (const Finding* place : group.places) {
        insert(place->account.product, products_, products);
        insert(place->account.host.value_or(""), servers_, servers);
        insert(host_of(*place), hosts_, hosts);
    }
    page << " data-severity=\"";
    page.text(word(group.severity())) << "\" data-kind=\"";
    page.text(word(group.lead().kind)) << "\"";
    write_states(group, page);
    page << " data-held=\"";
    page.text(held ? held_word(*held) : "") << "\"";
    page << " data-product=\"";
    write_numbers(products, page);
    page << " data-server=\"";
    write_numbers(servers, page);
    page << " data-host=\"";
    write_numbers(hosts, page);
}

}  // namespace postern::report
