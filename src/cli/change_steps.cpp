#include "cli/change_steps.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "base/text.hpp"
#include "postfix/warnings.hpp"

namespace postern::cli {

namespace {

constexpr std::size_t kMostSessions = 10;
constexpr const char* kAnyOfThem = "atlassian";  // of rules about tables that several products have

std::string title_of(const std::string& product) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 2> kTitles{
        {{"jira", "Jira"}, {"confluence", "Confluence"}}};
    for (const auto& [name, title] : kTitles) {
        if (name == product) {
            return std::string(title);
        }
    }
    return product;
}

std::string describe(const OtherSession& session) {
    std::string text =
        base::printable(session.user) +
        (session.client.empty() ? " by the socket" : " from " + base::printable(session.client));
    return session.application.empty() ? text : text + " (" + base::printable(session.application) + ")";
}

void add_sessions(const PlannedDatabase& database, std::vector<std::string>& steps) {
    if (database.sessions.empty()) {
        return;
    }
    std::string list;
    for (std::size_t i = 0; i < std::min(database.sessions.size(), kMostSessions); ++i) {
        list += (i == 0 ? "" : "; ") + describe(database.sessions[i]);
    }
    if (database.sessions.size() > kMostSessions) {
        list += fmt::format("; and {} more", database.sessions.size() - kMostSessions);
    }
    steps.push_back(fmt::format("Others are at work on {} now, which may be the application: {}.",
                                base::printable(database.database->facts().place), list));
}

// Which Postfix does not take over: what fetches mail, and OAuth clients.
bool keeps_secret(const audit::FoundAccount& found) {
    const bool sends = found.account.direction == Direction::outgoing && !found.account.protocol.empty();
    return !sends && !found.account.secrets.empty();
}

bool any_keeps_secret(const ChangePlan& plan) {
    return std::any_of(plan.databases.begin(), plan.databases.end(), [](const PlannedDatabase& database) {
        const auto& accounts = database.change.accounts;
        return std::any_of(accounts.begin(), accounts.end(), keeps_secret);
    });
}

void add_relay_steps(const ChangePlan& plan, const std::string& names, std::vector<std::string>& steps) {
    const std::string folder = plan.postfix ? base::printable(plan.postfix->folder) : "";
    if (plan.postfix) {
        steps.push_back(fmt::format(
            "Read {0}/README, then as root on the host of {1} (on every node of a cluster): {0}/install.sh",
            folder, names));
        if (postfix::needs_hands(plan.postfix->plan)) {
            steps.push_back(
                "Fill in the password that could not be read, as the README says: without it no "
                "mail goes out.");
        }
    }
    for (const std::string& account : plan.postfix ? plan.postfix->unserved : std::vector<std::string>()) {
        steps.push_back(
            fmt::format("Postfix knows nothing of {}, and sends its mail by the first account: see that this "
                        "is right, or "
                        "begin anew with the server.xml of its session as a target too.",
                        account));
    }
    steps.push_back(fmt::format("Start {} and send a test mail; it has to show up in Postfix's log.", names));
    steps.push_back(
        "Change the passwords at the mail provider, and write the new ones into Postfix's sasl_passwd "
        "files alone: every older backup still holds the old ones.");
    if (any_keeps_secret(plan)) {
        steps.push_back(
            "Accounts that fetch mail, and OAuth clients, stay as they are, with their passwords in the "
            "database: postern scan lists them.");
    }
}

void add_scrub_steps(const ChangePlan& plan, const std::string& names, std::vector<std::string>& steps) {
    if (plan.postfix) {
        const std::string folder = base::printable(plan.postfix->folder);
        steps.push_back(
            fmt::format("Read {0}/README, then as root on the host of the sandbox: {0}/install.sh", folder));
    } else {
        steps.push_back(
            "No blackhole was asked for (--postfix-dir): mail goes to whatever listens at the relay's "
            "port on the sandbox's host. postern scan --role sandbox looks at it.");
    }
    const bool switched =
        std::any_of(plan.databases.begin(), plan.databases.end(),
                    [](const PlannedDatabase& database) { return !database.switches.empty(); });
    if (switched) {
        steps.push_back(fmt::format("Start {}: its own switches keep it from mailing.", names));
        return;
    }
    steps.push_back(
        fmt::format("Start {} with -Datlassian.mail.senddisabled=true "
                    "-Datlassian.mail.fetchdisabled=true if it shall not mail at all.",
                    names));
}

}  // namespace

std::string product_names(const std::vector<std::string>& products) {
    std::vector<std::string> known = products;
    std::erase(known, kAnyOfThem);
    std::string names;
    for (std::size_t i = 0; i < known.size(); ++i) {
        names += (i == 0 ? "" : i + 1 == known.size() ? " and " : ", ") + title_of(known[i]);
    }
    return names.empty() ? "the application" : names;
}

std::vector<std::string> steps_before(const ChangePlan& plan) {
    std::vector<std::string> steps;
    steps.push_back(
        fmt::format("Stop {}, on every node: while running it keeps its mail servers in memory and may write "
                    "them back.",
                    product_names(plan.products)));
    for (const PlannedDatabase& database : plan.databases) {
        add_sessions(database, steps);
        steps.insert(steps.end(), database.notes.begin(), database.notes.end());
    }
    return steps;
}

std::vector<std::string> steps_after(const ChangePlan& plan) {
    std::vector<std::string> steps;
    const std::string names = product_names(plan.products);
    if (plan.purpose == audit::Purpose::relay) {
        add_relay_steps(plan, names, steps);
    } else {
        add_scrub_steps(plan, names, steps);
    }
    return steps;
}

}  // namespace postern::cli
