#include "cli/change_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <system_error>

#include "base/text.hpp"
#include "cli/change_journal.hpp"
#include "cli/change_text.hpp"
#include "cli/database_factory.hpp"
#include "cli/file_change_run.hpp"
#include "cli/old_values.hpp"
#include "cli/row_outcome.hpp"
#include "cli/rule_selection.hpp"
#include "cli/standard_error.hpp"
#include "cli/standard_output.hpp"
#include "postern/error.hpp"
#include "postfix/warnings.hpp"
#include "rewrite/row_writer.hpp"

namespace postern::cli {

namespace {

using rewrite::JournalState;

class ChangeRun {
public:
    ChangeRun(const PlanRequest& request, const ChangeOptions& options, const RuleSet& rules)
        : request_(request), options_(options), rules_(rules) {}

    ExitCode run(Targets targets) {
        try {
            plan_ = make_change_plan(request_, options_, std::move(targets), rules_, finished_);
            remarks_ = finished_.sentences;
            return options_.apply ? apply() : show();
        } catch (const Error& error) {
            refuse_after_finishing(error);
            throw;
        }
    }

private:
    // Rows were changed, though not all that were to be.
    void refuse_after_finishing(const Error& error) const {
        const bool tells_of_none = error.kind() == ErrorKind::failed || error.kind() == ErrorKind::usage;
        if (finished_.rows_changed && tells_of_none) {
            std::string done;
            for (const std::string& sentence : finished_.sentences) {
                done += sentence + ' ';
            }
            throw Error(ErrorKind::unfinished, done + "No more was done: " + error.what(), error.hint());
        }
    }

    ExitCode show() const {
        say(plan_text(plan_));
        if (plan_.changes_anything()) {
            say(plan_.complete() ? "Nothing was changed. --apply does it.\n" : "Nothing was changed.\n");
        }
        const bool whole = plan_.complete() && plan_.unmoved.empty();
        return !whole                     ? ExitCode::incomplete
               : plan_.changes_anything() ? ExitCode::findings
                                          : ExitCode::clean;
    }

    ExitCode apply() {
        refuse_incomplete();
        if (!plan_.changes_anything()) {
            return end_of_no_change();
        }
        refuse_used_journal();
        rehearse();
        say(changes_text(plan_));
        if (plan_.postfix) {
            remarks_.push_back(write_postfix(*plan_.postfix));
        }
        write_journals();
        change_rows();
        const bool settled = tell_done();
        return needs_hands() || !settled ? ExitCode::incomplete : done_code();
    }

    // A run that only finished an earlier one has as much to tell as that one had.
    ExitCode end_of_no_change() const {
        if (finished_.journals.empty()) {
            say(plan_text(plan_) + notes());
        } else {
            say(finished_text(plan_, finished_.sentences, finished_.journals));
        }
        std::string text;
        const bool settled = settle(text);
        say(text);
        return settled ? done_code() : ExitCode::incomplete;
    }

    // Of the databases that this run has changed; with --purge of all.
    bool settle(std::string& text) const {
        bool complete = true;
        for (const PlannedDatabase& planned : plan_.databases) {
            if (!planned.journals().empty() || options_.purge) {
                const OldValues values = settle_old_values(planned, options_.purge);
                text += old_values_text(planned, values);
                complete = complete && (values.complete || !options_.purge);
            }
        }
        if (!complete) {
            write_standard_error("postern: not all old values were purged\n");
        }
        return complete;
    }

    bool needs_hands() const {
        return plan_.postfix &&
               (postfix::needs_hands(plan_.postfix->plan) || !plan_.postfix->unserved.empty());
    }

    // By what was finished of an earlier run, too.
    ExitCode done_code() const {
        return finished_.needs_hands || !plan_.unmoved.empty() ? ExitCode::incomplete : ExitCode::clean;
    }

    void refuse_incomplete() const {
        for (const PlannedDatabase& planned : plan_.databases) {
            if (!planned.change.skips.empty()) {
                throw Error(ErrorKind::failed,
                            base::printable(planned.database->facts().place) +
                                ": could not be read to its end: " +
                                base::printable(planned.change.skips.front().reason),
                            "nothing was changed; let this user read it, or use one that may");
            }
        }
    }

    // Before anything is written; a run that has no more to do needs no journal.
    void refuse_used_journal() const {
        std::error_code none;
        const bool needed =
            std::any_of(plan_.databases.begin(), plan_.databases.end(),
                        [](const PlannedDatabase& planned) { return planned.changes_rows(); });
        if (needed && !options_.journal.empty() && std::filesystem::exists(options_.journal, none)) {
            throw Error(ErrorKind::failed,
                        base::printable(options_.journal) + ": is there already; it is never overwritten",
                        "name a new file");
        }
    }

    std::string notes() const {
        std::string text;
        for (const std::string& remark : remarks_) {
            text += remark + '\n';
        }
        return text;
    }

    void rehearse() const {
        for (const PlannedDatabase& planned : plan_.databases) {
            rewrite::rehearse_rows(*planned.database, planned.rows());
        }
    }

    static OpenAgain opener(const DatabaseTarget& target) {
        return [&target] { return open_database(target, DatabaseAccess::write); };
    }

    void write_journals() {
        for (PlannedDatabase& planned : plan_.databases) {
            if (!planned.changes_rows()) {
                continue;
            }
            rewrite::Journal journal =
                begin_journal(request_.command, planned.target, planned.database->facts());
            journal.postfix =
                plan_.postfix ? std::filesystem::absolute(plan_.postfix->folder).string() : std::string();
            journal.by_hand = needs_hands() ? "yes" : "";
            journal.changes = planned.rows();
            planned.journal = options_.journal.empty()
                                  ? new_journal_path(journal, planned.target.url.database)
                                  : options_.journal;
            create(journal, planned);
        }
    }

    // Without all of them nothing is begun.
    void create(const rewrite::Journal& journal, const PlannedDatabase& planned) const {
        try {
            rewrite::create_journal(planned.journal, journal);
        } catch (const Error&) {
            give_up_journals(planned);
            throw;
        }
    }

    // One database after the other: what is done stays done, and the journals of the others let a second
    // run finish them, as Postfix has the accounts of all.
    void change_rows() {
        std::string done;
        for (PlannedDatabase& planned : plan_.databases) {
            if (planned.journal.empty()) {
                continue;
            }
            const JournalState otherwise = done.empty() ? JournalState::undone : JournalState::prepared;
            try {
                carry_out(*planned.database, opener(planned.target), planned.rows(),
                          {planned.journal, JournalState::done, otherwise});
            } catch (const Error& error) {
                if (error.kind() != ErrorKind::failed) {
                    throw;
                }
                if (done.empty()) {
                    give_up_journals(planned);
                    throw;
                }
                throw Error(ErrorKind::unfinished, "done: " + done + "; not done: " + error.what(),
                            "run the same command again once that is mended: it does the rest");
            }
            done += (done.empty() ? "" : ", ") + base::printable(planned.database->facts().place) +
                    " (journal " + base::printable(planned.journal) + ")";
        }
    }

    // Of the databases that were not begun; of the one that failed carry_out() has seen to it.
    void give_up_journals(const PlannedDatabase& failed) const {
        for (const PlannedDatabase& planned : plan_.databases) {
            if (!planned.journal.empty() && &planned != &failed) {
                rewrite::set_journal_state(planned.journal, JournalState::undone);
            }
        }
    }

    // The rows are changed by then: that nobody could be told is no failure of the run. Says whether
    // all that was asked for beside was done.
    bool tell_done() const {
        std::string text = done_text(plan_, remarks_);
        const bool complete = settle(text);
        try {
            say(text);
            return complete;
        } catch (const Error& error) {
            write_standard_error(
                fmt::format("postern: {}; the rows are changed all the same\n", error.what()));
            return false;
        }
    }

    void say(const std::string& text) const {
        if (!options_.quiet && !text.empty()) {
            StandardOutput().write(text);
        }
    }

    const PlanRequest& request_;
    const ChangeOptions& options_;
    const RuleSet& rules_;
    FinishedChanges finished_;
    std::vector<std::string> remarks_;
    ChangePlan plan_;
};

}  // namespace

ExitCode run_change(const PlanRequest& request, const ChangeOptions& options) {
    check_change(options);
    Targets targets = sort_targets(options.targets, options.database);
    check_kind_of_targets(options, !targets.databases.empty());
    const RuleSet rules = select_rules(options.rules_folder);
    if (targets.databases.empty()) {
        return run_file_change(request, options, targets.files, rules);
    }
    if (options.apply) {
        std::signal(SIGPIPE, SIG_IGN);  // a closed pipe is an error to tell, not the end in the middle
    }
    return ChangeRun(request, options, rules).run(std::move(targets));
}

}  // namespace postern::cli
