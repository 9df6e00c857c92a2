#include "cli/file_change_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "cli/field_changes_text.hpp"
#include "cli/points_text.hpp"
#include "cli/postfix_summary.hpp"
#include "cli/unmoved_accounts.hpp"
#include "postfix/warnings.hpp"

namespace postern::cli {

namespace {

// A row keeps its column; of an element or a document the field goes away.
std::string value_after(const audit::FieldChange& field) {
    return field.after ? shown_value(field.after, false) : "removed";
}

std::string source_text(const PlannedFile& planned, std::size_t source) {
    std::vector<audit::FieldChange> fields;
    for (const PlannedField& field : planned.found.changes) {
        if (field.source == source) {
            fields.push_back(field.change);
        }
    }
    if (fields.empty()) {
        return {};
    }
    const SourceFacts& facts = planned.found.sources[source];
    return fmt::format("{} ({})\n{}", facts.path, facts.kind, field_changes_text(fields, value_after));
}

std::string file_text(const PlannedFile& planned) {
    std::string text;
    for (std::size_t source = 0; source < planned.found.sources.size(); ++source) {
        text += source_text(planned, source);
    }
    return text.empty() || text.ends_with("\n\n") ? text : text + '\n';
}

std::vector<std::string> unread_lines(const FileChangePlan& plan) {
    std::vector<std::string> lines;
    for (const auto& [path, skip] : plan.unreadable) {
        lines.push_back(base::printable(path) + ": " + base::printable(skip.reason));
    }
    for (const PlannedFile& planned : plan.files) {
        for (const SourceFacts& source : planned.found.sources) {
            for (const Skip& skip : source.skips) {
                lines.push_back(fmt::format("{}, byte {}: {}", source.path, skip.at, skip.reason));
            }
        }
    }
    return lines;
}

std::string postfix_text(const ChangePostfix& postfix) {
    const char* state =
        postfix.state == postfix::FolderState::unchanged ? "is there already" : "to be written";
    const std::string facts = postfix_facts_text(postfix.plan);
    return fmt::format("Postfix configuration: {} ({} files, {}).\n{}", base::printable(postfix.folder),
                       postfix.files.size(), state, facts.empty() ? "\n" : facts);
}

bool holds_anything(const FileChangePlan& plan) {
    return std::any_of(plan.files.begin(), plan.files.end(),
                       [](const PlannedFile& planned) { return !planned.found.sources.empty(); });
}

bool keeps_secrets(const FileChangePlan& plan) {
    const auto keeps = [](const audit::FoundAccount& found) {
        const bool sends = found.account.direction == Direction::outgoing && !found.account.protocol.empty();
        return !found.account.secrets.empty() && (!sends || found.commented_out);
    };
    return std::any_of(plan.files.begin(), plan.files.end(), [&keeps](const PlannedFile& planned) {
        return std::any_of(planned.found.accounts.begin(), planned.found.accounts.end(), keeps);
    });
}

}  // namespace

std::string file_plan_text(const FileChangePlan& plan) {
    std::string text;
    for (const PlannedFile& planned : plan.files) {
        text += file_text(planned);
    }
    text += plan.changes_anything() ? "" : "Nothing to change.\n";
    text +=
        holds_anything(plan) || plan.files.empty() ? "" : "Nothing in it is of a kind that postern knows.\n";
    text += points_text("COULD NOT BE READ, so there may be more to change:", unread_lines(plan));
    text += points_text(kUnmoved, plan.unmoved);
    return text + (plan.postfix ? postfix_text(*plan.postfix) : "");
}

std::string written_text(const PlannedFile& planned, const FileResult& written, const std::string& output) {
    const std::string from = planned.file.path == "-" ? "standard input" : base::printable(planned.file.path);
    const std::string to = output == "-" ? "standard output" : base::printable(output);
    const std::string way = planned.file.path == output && output != "-" ? to : from + " -> " + to;
    const ChangeCount count = count_changes(written);
    if (count.fields == 0) {
        return way + (written.is_restated
                          ? ": nothing to change; its text was copied, packed in another way\n"
                          : ": nothing to change; copied as it was\n");
    }
    return fmt::format(
        "{}: {} {}, {} {} changed; {}\n", way, count.records, count.records == 1 ? "record" : "records",
        count.fields, count.fields == 1 ? "field" : "fields",
        written.is_trusted ? "each piece packed anew was unpacked to compare, the whole was not read again"
                           : "read again, nothing left to change");
}

std::string packed_anew_text(const FileResult& written) {
    std::string text;
    for (const auto& [path, why] : written.packed_anew) {
        text +=
            why.empty() ? "" : fmt::format("{}: packed anew as a whole: {}\n", base::printable(path), why);
    }
    return text;
}

std::vector<std::string> kept_elsewhere(const FileChangePlan& plan) {
    std::vector<std::string> places;
    for (const PlannedFile& planned : plan.files) {
        for (const PlannedField& field : planned.found.changes) {
            const std::string& place = field.change.stands_in;
            const bool known = std::find(places.begin(), places.end(), place) != places.end();
            if (field.change.secret && !place.empty() && !known) {
                places.push_back(place);
            }
        }
    }
    return places;
}

std::vector<std::string> file_steps_after(const FileChangePlan& plan, bool in_place) {
    std::vector<std::string> steps;
    if (plan.postfix) {
        const std::string folder = base::printable(plan.postfix->folder);
        steps.push_back(fmt::format(
            "Read {0}/README, then as root on the host of the application: {0}/install.sh", folder));
        if (postfix::needs_hands(plan.postfix->plan)) {
            steps.push_back(
                "Fill in the password that could not be read, as the README says: without it no mail goes "
                "out.");
        }
        for (const std::string& account : plan.postfix->unserved) {
            steps.push_back(
                fmt::format("Postfix knows nothing of {}, and sends its mail by the first account: see that "
                            "this is right. "
                            "A password it had is only in older backups now.",
                            account));
        }
    }
    if (plan.purpose == audit::Purpose::relay && plan.changes_anything()) {
        steps.push_back(
            fmt::format("Change the passwords at the mail provider: {}every older backup still {} them.",
                        in_place ? "" : "the original and ", in_place ? "holds" : "hold"));
    }
    for (const std::string& place : kept_elsewhere(plan)) {
        steps.push_back(fmt::format("Remove what still stands in {}{}: nothing here changes it there.",
                                    base::printable(place),
                                    in_place ? "" : ", and in the copy of that file"));
    }
    if (plan.purpose == audit::Purpose::relay && keeps_secrets(plan)) {
        steps.push_back(
            "Accounts that fetch mail, OAuth clients, and what stands in comments keep their passwords: "
            "postern scan "
            "lists them.");
    }
    return steps;
}

}  // namespace postern::cli
