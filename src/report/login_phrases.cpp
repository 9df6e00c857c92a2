#include "report/login_phrases.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>

#include "report/quantity.hpp"
#include "report/shown_text.hpp"

namespace postern::report {

namespace {

const Credential* tried(const Logins& logins, const Finding& finding) {
    const bool named = finding.secret && finding.secret->credential;
    const auto found = named ? logins.find(*finding.secret->credential) : logins.end();
    return found == logins.end() ? nullptr : found->second;
}

// "2026-11-29"; empty when it was not said.
std::string day_of(const Credential& credential) {
    constexpr std::size_t kDate = 10;
    return shown(credential.login_tried.substr(0, kDate));
}

std::string outcome_sentence(const Credential& credential) {
    const std::string day = day_of(credential);
    switch (*credential.login) {
        case LoginOutcome::verified:
            return day.empty() ? "It still works: a server let it in."
                               : fmt::format("It still works: a server let it in on {}.", day);
        case LoginOutcome::rejected:
            return "Refused by its server: it need not be changed there, but does not belong here either.";
        case LoginOutcome::unreachable:
            break;
    }
    return "Could not be tried at its server.";
}

std::size_t count_outcomes(const Report& report, LoginOutcome outcome) {
    return static_cast<std::size_t>(
        std::count_if(report.credentials.begin(), report.credentials.end(),
                      [outcome](const Credential& credential) { return credential.login == outcome; }));
}

}  // namespace

Logins logins_of(const Report& report) {
    Logins logins;
    for (const Credential& credential : report.credentials) {
        if (credential.login) {
            logins.emplace(credential.id, &credential);
        }
    }
    return logins;
}

std::string working_places_sentence(const Report& report) {
    const Logins logins = logins_of(report);
    std::uint64_t working = 0;
    std::set<std::string> days;
    for (const Finding& finding : report.findings) {
        const Credential* credential = tried(logins, finding);
        if (finding.kind == FindingKind::exposed_credential && credential != nullptr &&
            credential->login == LoginOutcome::verified) {
            ++working;
            days.insert(day_of(*credential));
        }
    }
    days.erase("");
    const std::string when =
        days.empty() ? ""
                     : fmt::format(" (tried on {}{})", *days.begin(), days.size() > 1 ? " or later" : "");
    return working == 0 ? ""
                        : fmt::format("{} of these places {} a password that still works{}.",
                                      grouped_digits(working), working == 1 ? "holds" : "hold", when);
}

std::string tried_logins_sentence(const Report& report) {
    const std::size_t verified = count_outcomes(report, LoginOutcome::verified);
    const std::size_t rejected = count_outcomes(report, LoginOutcome::rejected);
    const std::size_t unreachable = count_outcomes(report, LoginOutcome::unreachable);
    if (verified + rejected + unreachable == 0) {
        return "";
    }
    return fmt::format("Tried at their servers: {} still {}, {} {} refused, {} could not be tried.",
                       grouped_digits(verified), verified == 1 ? "works" : "work", grouped_digits(rejected),
                       rejected == 1 ? "was" : "were", grouped_digits(unreachable));
}

std::vector<std::string> login_sentences(const Logins& logins, const FindingGroup& group) {
    const Credential* credential = tried(logins, group.lead());
    if (credential == nullptr) {
        return {};
    }
    std::vector<std::string> sentences = {outcome_sentence(*credential)};
    for (const std::string& note : credential->login_notes) {
        sentences.push_back(shown(note));
    }
    return sentences;
}

}  // namespace postern::report
