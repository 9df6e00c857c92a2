#include "cli/command_undo.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <csignal>

#include "base/text.hpp"
#include "cli/database_factory.hpp"
#include "cli/empty_word.hpp"
#include "cli/help_footer.hpp"
#include "cli/standard_error.hpp"
#include "cli/standard_output.hpp"
#include "cli/undo_run.hpp"
#include "postern/error.hpp"

namespace postern::cli {

namespace {

constexpr const char* kExamples =
    "  postern undo /var/lib/postern/20260105T030000Z-migrate-jira.journal            what it would do\n"
    "  postern undo /var/lib/postern/20260105T030000Z-migrate-jira.journal --apply    does it";

const ExitMeanings kCodes{
    {ExitCode::clean, "undone and read again, or nothing to undo"},
    {ExitCode::findings, "without --apply: there is something to undo"},
    {ExitCode::usage, "usage error"},
    {ExitCode::failed, "failed, and nothing was changed"},
    {ExitCode::incomplete,
     "whether it is undone could not be seen; or it is undone, and nobody could be told"},
    {ExitCode::interrupted, "interrupted; run it again"},
};

}  // namespace

void CommandUndo::setup(CLI::App& application) {
    command_ = application.add_subcommand("undo", "Put back what a migrate or sandbox changed");
    command_->footer(help_footer(kExamples, kCodes));
    command_->add_option("JOURNAL", journal_, "The journal that --apply wrote")->required()->type_name("");
    command_->add_option("TARGET", target_, "Where the database is now (default: as in the journal)")
        ->check(CLI::Validator(refuse_empty, ""))
        ->type_name("");
    add_database_options(*command_, database_);
    command_->add_flag("--apply", apply_, "Do it; without, nothing changes")->configurable(false);
    command_->add_flag("-q,--quiet", quiet_, "Print nothing but errors");
}

bool CommandUndo::is_chosen() const {
    return command_->parsed();
}

DatabaseTarget CommandUndo::find_database(const std::string& url) const {
    Targets targets = sort_targets({target_.empty() ? url : target_}, database_);
    if (targets.databases.size() != 1) {
        throw Error(ErrorKind::usage, "the second argument is no live database",
                    "give its URL, or the application's home with --follow");
    }
    return std::move(targets.databases.front());
}

void CommandUndo::say(const std::string& text) const {
    if (!quiet_) {
        StandardOutput().write(text);
    }
}

ExitCode CommandUndo::run() {
    if (journal_.empty()) {
        throw Error(ErrorKind::usage, "the journal is an empty word", "is a variable of your script unset?");
    }
    const rewrite::Journal journal = rewrite::load_journal(journal_);
    const DatabaseTarget target = find_database(journal.url);
    const auto database = open_database(target, apply_ ? DatabaseAccess::write : DatabaseAccess::read);
    if (!apply_) {
        const UndoStep step = plan_undo(journal_, journal, *database);
        say(step.text);
        return step.something_to_do ? ExitCode::findings : ExitCode::clean;
    }
    const auto lock = database->try_lock();
    if (lock == nullptr) {
        throw Error(ErrorKind::failed,
                    base::printable(database->facts().place) + ": another run of postern is changing it",
                    "wait until that one has ended");
    }
    const auto open_again = [&target] { return open_database(target, DatabaseAccess::write); };
    std::signal(SIGPIPE, SIG_IGN);  // a closed pipe is an error to tell, not the end in the middle
    const UndoStep step = apply_undo(journal_, journal, *database, open_again);
    try {
        say(step.text);
    } catch (const Error& error) {
        write_standard_error(
            fmt::format("postern: {}; the journal is carried out all the same\n", error.what()));
        return ExitCode::incomplete;
    }
    return ExitCode::clean;
}

}  // namespace postern::cli
