#include "cli/postfix_summary.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "postfix/warnings.hpp"

namespace postern::cli {

namespace {

constexpr std::size_t kWidth = 96;

std::string point(const std::string& text) {
    std::string lines = base::wrapped(text, kWidth);
    std::string result = "- ";
    for (const char c : lines.substr(0, lines.size() - 1)) {
        result += c;
        result += c == '\n' ? "  " : "";
    }
    return result + '\n';
}

std::string_view purpose_of_blackhole(const postfix::Plan& plan) {
    const bool beside = !plan.host.instance.empty();
    if (plan.mailbox.testers.empty()) {
        return beside ? "an instance beside the host's own Postfix that lets no mail out"
                      : "a Postfix that lets no mail out";
    }
    return beside ? "an instance beside the host's own Postfix that lets mail out to its testers alone"
                  : "a Postfix that lets mail out to its testers alone";
}

std::string_view purpose(const postfix::Plan& plan) {
    switch (plan.route) {
        case postfix::Route::direct:
            return "a Postfix that delivers mail itself";
        case postfix::Route::blackhole:
            return purpose_of_blackhole(plan);
        case postfix::Route::upstreams:
            break;
    }
    return "a Postfix that sends mail by these accounts";
}

std::string_view done(postfix::FolderState state) {
    switch (state) {
        case postfix::FolderState::replaced:
            return "Written anew to";
        case postfix::FolderState::unchanged:
            return "Unchanged:";
        case postfix::FolderState::made:
            break;
    }
    return "Written to";
}

std::string accounts(const postfix::Plan& plan) {
    std::string text;
    for (const postfix::Upstream& upstream : plan.upstreams) {
        text += fmt::format("  {:<24} {}\n", upstream.name, describe(upstream));
    }
    return text.empty() ? text : text + '\n';
}

std::string section(const std::string& title, const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) {
        text += point(line);
    }
    return text.empty() ? text : title + '\n' + text + '\n';
}

// A folder of broken files must not bury what else there is to say.
void add_line(std::vector<std::string>& lines, std::size_t& more, std::string line) {
    constexpr std::size_t kMost = 50;
    if (lines.size() < kMost) {
        lines.push_back(std::move(line));
    } else {
        ++more;
    }
}

std::vector<std::string> with_rest(std::vector<std::string> lines, std::size_t more) {
    if (more > 0) {
        lines.push_back(fmt::format("and {} more, which postern scan lists", more));
    }
    return lines;
}

}  // namespace

std::vector<std::string> left_out_lines(const postfix::Selection& selection) {
    std::vector<std::string> lines;
    std::size_t more = 0;
    for (const postfix::LeftOut& left : selection.left_out) {
        add_line(lines, more, fmt::format("{} in {}: {}", left.what, left.place, left.reason));
    }
    return with_rest(std::move(lines), more);
}

std::vector<std::string> not_read_lines(const Report& report) {
    std::vector<std::string> lines;
    std::size_t more = 0;
    for (const SourceFacts& source : report.sources) {
        for (const Skip& skip : source.skips) {
            add_line(lines, more, fmt::format("{}: {}", source.path, skip.reason));
        }
    }
    return with_rest(std::move(lines), more);
}

std::string postfix_facts_text(const postfix::Plan& plan) {
    return accounts(plan) +
           section("NOT READ, so there may be accounts that are missing here:", plan.not_read) +
           section("Left out:", plan.left_out) + section("To be known first:", postfix::warnings(plan));
}

std::string postfix_summary(const postfix::Plan& plan, postfix::FolderState state,
                            const std::string& folder) {
    const std::string shown = base::printable(folder);
    std::string text = fmt::format("{} {}: {} ({}, Postfix {}).\n\n", done(state), shown,
                                   plan.fragment ? "lines to merge into a Postfix" : purpose(plan),
                                   facts_of(plan.host.platform).title, text_of(plan.host.version));
    text += plan.targets_unused ? "The targets were not read, as no account is used.\n\n" : "";
    text += postfix_facts_text(plan);
    return text + (plan.fragment
                       ? fmt::format("Next: read {}/README and merge.\n", shown)
                       : fmt::format("Next: read {0}/README, then as root {0}/install.sh\n", shown));
}

std::string why_no_account(const postfix::Selection& selection, const Report& report) {
    const auto unread = not_read_lines(report);
    std::string text =
        unread.empty() ? "the targets hold no outgoing mail account" : "no outgoing mail account found";
    if (!selection.left_out.empty()) {
        const postfix::LeftOut& first = selection.left_out.front();
        text = fmt::format("no outgoing mail account to use: {} in {} {}", first.what, first.place,
                           first.reason);
        if (selection.left_out.size() > 1) {
            text += fmt::format(", and {} more", selection.left_out.size() - 1);
        }
    }
    return unread.empty() ? text : text + "; not read: " + base::printable(unread.front());
}

}  // namespace postern::cli
