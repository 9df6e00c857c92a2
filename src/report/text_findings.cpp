#include "report/text_findings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "report/accepted.hpp"
#include "report/login_phrases.hpp"
#include "report/quantity.hpp"
#include "report/shown_text.hpp"
#include "report/source_phrases.hpp"
#include "report/text_phrases.hpp"
#include "report/words.hpp"

namespace postern::report {

namespace {

constexpr std::string_view kIndent = "     ";

// More would bury the next credential.
constexpr std::size_t kMostSources = 10;

std::string severity_mark(Severity severity, const TextPage& page) {
    const std::string mark = fmt::format("[{}]", word(severity));
    switch (severity) {
        case Severity::high:
            return page.paint(Paint::high, mark);
        case Severity::medium:
            return page.paint(Paint::medium, mark);
        case Severity::low:
            break;
    }
    return page.paint(Paint::dim, mark);
}

// Of a group that fails no run.
std::string group_mark(const FindingGroup& group, const TextPage& page) {
    const std::string_view state = state_word(group.places);
    return state == "open" ? "" : page.paint(Paint::dim, fmt::format(" [{}]", state));
}

// As the other forms of a report name it, and in another order.
std::string credential_mark(const FindingGroup& group, const TextPage& page) {
    const auto& secret = group.places.front()->secret;
    return secret && secret->credential ? page.paint(Paint::dim, "  " + shown(*secret->credential)) : "";
}

void write_waivers(const FindingGroup& group, TextPage& page) {
    for (const std::string& sentence : waiver_sentences(group.places)) {
        page.prose(kIndent, sentence);
    }
}

std::vector<const Account*> distinct_accounts(const FindingGroup& group) {
    std::vector<const Account*> accounts = {&group.lead().account};
    for (const Finding* place : group.places) {
        const auto same = [place](const Account* known) { return same_account(*known, place->account); };
        if (std::none_of(accounts.begin(), accounts.end(), same)) {
            accounts.push_back(&place->account);
        }
    }
    return accounts;
}

void write_accounts(const std::vector<const Account*>& accounts, TextPage& page) {
    for (const Account* account : accounts) {
        std::vector<std::string> items = account_items(*account);
        if (who(*account) != who(*accounts.front())) {
            items.insert(items.begin(), "also " + who(*account));
        }
        page.items(kIndent, items);
    }
}

void write_readers(std::string_view lead, const std::vector<std::string>& readers, TextPage& page) {
    for (std::string line : readers) {
        if (line.starts_with(kWorldReadable)) {
            line.replace(0, kWorldReadable.size(), page.paint(Paint::high, kWorldReadable));
        }
        page.prose(lead, line);
    }
}

void write_places(const std::vector<const Finding*>& places, bool name_accounts, TextPage& page) {
    const std::vector<std::string> common = readers_of(*places.front());
    const bool alike = std::all_of(places.begin(), places.end(),
                                   [&common](const Finding* place) { return readers_of(*place) == common; });
    if (alike) {
        write_readers("       ", common, page);
    }
    for (const Finding* place : places) {
        std::vector<std::string> items = place_items(*place);
        if (name_accounts) {
            items.push_back("for " + who(place->account));
        }
        if (!place->counts()) {
            items.push_back(accepted_mark(*place));
        }
        page.items(page.bullet(kIndent.size() + 2), items);
        if (!alike) {
            write_readers("         ", readers_of(*place), page);
        }
    }
}

void write_sources(const Report& report, const FindingGroup& group, bool name_accounts, TextPage& page) {
    const auto sources = by_source(group);
    const std::size_t shown =
        page.style().all_places || sources.size() <= kMostSources ? sources.size() : kMostSources - 1;
    for (std::size_t i = 0; i < shown; ++i) {
        page.line(kIndent, source_name(report, sources[i].front()->source));
        write_places(sources[i], name_accounts, page);
    }
    if (shown < sources.size()) {
        page.line(kIndent, fmt::format("... and {} more sources: -o FILE or --format json lists them all",
                                       sources.size() - shown));
    }
}

bool differ_in_name(const std::vector<const Account*>& accounts) {
    return std::any_of(accounts.begin(), accounts.end(), [&accounts](const Account* account) {
        return who(*account) != who(*accounts.front());
    });
}

bool any_base64(const FindingGroup& group) {
    return std::any_of(group.places.begin(), group.places.end(), [](const Finding* place) {
        return place->secret && place->secret->encoding == Encoding::base64;
    });
}

std::string places_sentence(const FindingGroup& group) {
    const auto& secret = group.lead().secret;
    const std::string noun = secret ? secret_noun(*secret) : "secret";
    const std::string places = counted(group.places.size(), "place");
    std::string sentence = fmt::format("This {} lies in {}.", noun, places);
    if (!group.same_secret && group.places.size() > 1) {
        sentence = fmt::format("The {} of this account lies in {}, perhaps not the same one everywhere.",
                               noun, places);
    }
    return any_base64(group) ? sentence + " Base64 is no protection: it is reversible by anyone." : sentence;
}

}  // namespace

void write_credential(const Report& report, const Logins& logins, const FindingGroup& group,
                      std::size_t number, TextPage& page) {
    const std::vector<const Account*> accounts = distinct_accounts(group);
    page.line(fmt::format("{:>3}. ", number),
              fmt::format("{}  {}{}{}", page.paint(Paint::bold, who(*accounts.front())),
                          severity_mark(group.severity(), page), group_mark(group, page),
                          credential_mark(group, page)));
    write_accounts(accounts, page);
    page.prose(kIndent, places_sentence(group));
    for (const std::string& sentence : login_sentences(logins, group)) {
        page.prose(kIndent, sentence);
    }
    write_waivers(group, page);
    page.blank();
    write_sources(report, group, differ_in_name(accounts), page);
}

void write_fact(const Report& report, const FindingGroup& group, TextPage& page) {
    const Finding& lead = group.lead();
    const std::string title = is_setting(lead) ? shown(lead.account.name) : who(lead.account);
    page.line(page.bullet(3), fmt::format("{}  {}{}", page.paint(Paint::bold, title),
                                          severity_mark(group.severity(), page), group_mark(group, page)));
    if (!is_setting(lead)) {
        page.items(kIndent, account_items(lead.account));
    }
    write_waivers(group, page);
    if (lead.kind == FindingKind::risk) {
        page.line(kIndent, "Why: postern rules show " + shown(lead.rule));
    }
    write_sources(report, group, false, page);
}

}  // namespace postern::report
