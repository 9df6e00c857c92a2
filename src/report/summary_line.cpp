#include "report/summary_line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <vector>

#include "report/finding_groups.hpp"
#include "report/quantity.hpp"
#include "report/verdict.hpp"
#include "report/words.hpp"

namespace postern::report {

namespace {

// Things of one kind, by what becomes of them.
struct Tally {
    std::vector<FindingGroup> all;
    std::uint64_t open = 0;    // have a place that is neither waived nor known
    std::uint64_t waived = 0;  // of the others those that have a waiver
    std::uint64_t known = 0;
};

Tally tally(const Report& report, FindingKind kind) {
    Tally tally{group_findings(report, kind)};
    for (const FindingGroup& group : tally.all) {
        const auto any = [&group](auto test) {
            return std::any_of(group.places.begin(), group.places.end(), test);
        };
        if (any([](const Finding* finding) { return finding->counts(); })) {
            ++tally.open;
        } else {
            ++(any([](const Finding* finding) { return finding->waiver.has_value(); }) ? tally.waived
                                                                                       : tally.known);
        }
    }
    return tally;
}

// "2 high, 1 medium"
std::string severities(const std::vector<FindingGroup>& groups) {
    std::string text;
    for (const Severity severity : {Severity::high, Severity::medium, Severity::low}) {
        const auto number = static_cast<std::uint64_t>(
            std::count_if(groups.begin(), groups.end(),
                          [severity](const FindingGroup& group) { return group.severity() == severity; }));
        if (number > 0) {
            text += fmt::format("{}{} {}", text.empty() ? "" : ", ", grouped_digits(number), word(severity));
        }
    }
    return text;
}

// ", none of them new (2 waived, 14 known before)"
std::string set_aside(const Tally& tally) {
    if (tally.waived + tally.known == 0) {
        return "";
    }
    std::string text = tally.waived > 0 ? grouped_digits(tally.waived) + " waived" : std::string();
    if (tally.known > 0) {
        text += fmt::format("{}{} known before", text.empty() ? "" : ", ", grouped_digits(tally.known));
    }
    const std::string open = tally.open > 0 ? grouped_digits(tally.open) : "none";
    return fmt::format(", {} of them {} ({})", open, tally.known > 0 ? "new" : "open", text);
}

std::string credentials(const Report& report) {
    const Tally found = tally(report, FindingKind::exposed_credential);
    if (found.all.empty()) {
        return "no mail credentials";
    }
    return fmt::format("{} ({}) in {}{}", counted(found.all.size(), "mail credential"), severities(found.all),
                       counted(count_places(report, FindingKind::exposed_credential), "place"),
                       set_aside(found));
}

std::string others(const Report& report, FindingKind kind, std::string_view noun) {
    const Tally found = tally(report, kind);
    return found.all.empty() ? "" : fmt::format(", {}{}", counted(found.all.size(), noun), set_aside(found));
}

// What came of trying the passwords.
std::string logins(const Report& report) {
    std::map<LoginOutcome, std::uint64_t> numbers;
    for (const Credential& credential : report.credentials) {
        numbers[credential.login.value_or(LoginOutcome::rejected)] += credential.login ? 1 : 0;
    }
    const std::uint64_t working = numbers[LoginOutcome::verified];
    const std::uint64_t refused = numbers[LoginOutcome::rejected];
    const std::uint64_t open = numbers[LoginOutcome::unreachable];
    return working + refused + open == 0
               ? ""
               : fmt::format("; logins: {} {}, {} refused, {} not tried", grouped_digits(working),
                             working == 1 ? "works" : "work", grouped_digits(refused), grouped_digits(open));
}

std::string gaps(const Report& report) {
    const auto number = static_cast<std::uint64_t>(
        std::count_if(report.sources.begin(), report.sources.end(),
                      [](const SourceFacts& source) { return !source.skips.empty(); }));
    return number > 0
               ? fmt::format(", {} not read to {} end", grouped_digits(number), number == 1 ? "its" : "their")
               : "";
}

}  // namespace

std::string summary_line(const Report& report, std::string_view version, ExitCode code) {
    return fmt::format("postern {}: {}{}{}{}; {}{}; exit {}", version, credentials(report),
                       others(report, FindingKind::open_mail_route, "open mail route"),
                       others(report, FindingKind::risk, "risk"), logins(report), size_of_run(report),
                       gaps(report), static_cast<int>(code));
}

}  // namespace postern::report
