#include "cli/change_planner.hpp"

#include <algorithm>
#include <set>

#include "audit/relay.hpp"
#include "base/text.hpp"
#include "cli/account_place.hpp"
#include "cli/database_factory.hpp"
#include "cli/database_notes.hpp"
#include "cli/relay_option.hpp"
#include "cli/scan_run.hpp"
#include "cli/unfinished_change.hpp"
#include "cli/unmoved_accounts.hpp"
#include "postern/error.hpp"
#include "postfix/config_folder.hpp"
#include "rewrite/jira_mail_switches.hpp"

namespace postern::cli {

namespace {

class ChangePlanner {
public:
    ChangePlanner(const PlanRequest& request, const ChangeOptions& options, const RuleSet& rules,
                  FinishedChanges& finished)
        : request_(request),
          options_(options),
          rules_(rules),
          finished_(finished),
          relay_(parse_relay(options.postfix.relay)) {}

    ChangePlan make(Targets targets) {
        check(targets);
        plan_.purpose = request_.purpose;
        for (DatabaseTarget& target : targets.databases) {
            add(std::move(target));
        }
        add_products();
        if (needs_postfix()) {
            auto candidates = own_candidates();
            const std::size_t own = candidates.size();
            add_candidates(targets.files, candidates);
            plan_.postfix = plan_postfix(options_.postfix, rules_, candidates, own);
        }
        if (request_.purpose == audit::Purpose::relay) {
            for (const PlannedDatabase& planned : plan_.databases) {
                add_unmoved(planned);
            }
        }
        return std::move(plan_);
    }

private:
    void check(Targets& targets) const {
        const auto is_home = [&targets](const std::string& file) {
            return std::find(targets.homes.begin(), targets.homes.end(), file) != targets.homes.end();
        };
        std::erase_if(targets.files, is_home);
        if (request_.purpose == audit::Purpose::scrub && !targets.files.empty() &&
            options_.postfix.testers.empty()) {
            throw Error(ErrorKind::usage, "a file beside a live database is not scrubbed",
                        "give it a run of its own, with -o or --in-place");
        }
        if (targets.databases.size() > 1 && !options_.journal.empty()) {
            throw Error(ErrorKind::usage, "--journal names one file, and there are several databases",
                        "leave it out: each then gets a journal of its own");
        }
    }

    void add(DatabaseTarget target) {
        PlannedDatabase planned;
        planned.target = std::move(target);
        planned.database =
            open_database(planned.target, options_.apply ? DatabaseAccess::write : DatabaseAccess::read);
        Database& database = *planned.database;
        refuse_twice(database);
        if (options_.apply) {  // first: another run may be about to finish what this one would find
            planned.lock = lock(database);
        }
        planned.unfinished = find_unfinished(options_.journal, database.facts());
        if (options_.apply) {
            finish(planned);
            planned.unfinished.clear();
        }
        planned.change = read_change(database, {rules_, relay_, request_.purpose});
        if (options_.disable_mail) {
            add_switches(planned);
        }
        planned.sessions = database.other_sessions();
        planned.notes = notes_on(database);
        plan_.databases.push_back(std::move(planned));
    }

    // What is finished is known to the run even when the rest of it fails.
    void finish(PlannedDatabase& planned) {
        const auto journals = static_cast<std::ptrdiff_t>(finished_.journals.size());
        const auto tables = static_cast<std::ptrdiff_t>(finished_.tables.size());
        finish_unfinished(
            planned.unfinished, request_.command, *planned.database,
            [&planned] { return open_database(planned.target, DatabaseAccess::write); }, finished_);
        planned.finished_journals.assign(finished_.journals.begin() + journals, finished_.journals.end());
        planned.finished_tables.assign(finished_.tables.begin() + tables, finished_.tables.end());
    }

    static void add_switches(PlannedDatabase& planned) {
        auto switches = rewrite::read_jira_mail_switches(*planned.database);
        planned.switches = std::move(switches.changes);
        planned.change.skips.insert(planned.change.skips.end(), switches.skips.begin(), switches.skips.end());
        if (!switches.found_tables) {
            planned.notes.push_back(
                base::printable(planned.database->facts().place) +
                " has no switches of Jira's for mail. Confluence has none in its database: "
                "it takes -Datlassian.mail.senddisabled=true.");
        }
    }

    void refuse_twice(const Database& database) const {
        for (const PlannedDatabase& known : plan_.databases) {
            if (known.database->facts().identity == database.facts().identity) {
                throw Error(ErrorKind::usage, "two targets are the same database", "name it once");
            }
        }
    }

    static std::shared_ptr<void> lock(Database& database) {
        auto lock = database.try_lock();
        if (lock == nullptr) {
            throw Error(ErrorKind::failed,
                        base::printable(database.facts().place) + ": another run of postern is changing it",
                        "wait until that one has ended, then look at the plan again");
        }
        return lock;
    }

    void add_products() {
        std::set<std::string> rules;
        for (const PlannedDatabase& planned : plan_.databases) {
            for (const audit::FieldChange& field : planned.change.fields) {
                rules.insert(field.rule);
            }
        }
        for (const Rule& rule : rules_.rules) {
            const bool known =
                std::find(plan_.products.begin(), plan_.products.end(), rule.product) != plan_.products.end();
            if (rules.contains(rule.id) && !known) {
                plan_.products.push_back(rule.product);
            }
        }
    }

    // Where nothing changes, and where rows only lose what is left over, mail goes as it went before. A
    // blackhole is asked for, or not.
    bool needs_postfix() const {
        if (request_.purpose == audit::Purpose::scrub) {
            return !options_.postfix.folder.empty() && !is_blackhole_done();
        }
        const auto sends = [this](const audit::FoundAccount& found) {
            return found.account.direction == Direction::outgoing && found.no_relay.empty() &&
                   !audit::is_relayed(found.account, relay_);
        };
        const auto changes = [&sends](const PlannedDatabase& planned) {
            return !planned.change.rows.empty() &&
                   std::any_of(planned.change.accounts.begin(), planned.change.accounts.end(), sends);
        };
        if (!std::any_of(plan_.databases.begin(), plan_.databases.end(), changes)) {
            return false;
        }
        if (options_.postfix.folder.empty()) {
            throw Error(ErrorKind::usage, "--postfix-dir is required",
                        "it names the folder for the Postfix that takes over, and keeps the passwords");
        }
        return true;
    }

    void add_unmoved(const PlannedDatabase& planned) {
        for (const audit::FoundAccount& found : planned.change.accounts) {
            if (is_unmoved(found, relay_)) {
                plan_.unmoved.push_back(
                    unmoved_text(found, base::printable(planned.database->facts().place)));
            }
        }
    }

    // Once the accounts are gone nothing tells by which of them a tester's mail goes.
    bool is_blackhole_done() const {
        const bool changes =
            std::any_of(plan_.databases.begin(), plan_.databases.end(),
                        [](const PlannedDatabase& planned) { return planned.changes_rows(); });
        return !changes && !options_.postfix.testers.empty() &&
               postfix::is_written_folder(options_.postfix.folder);
    }

    static postfix::Candidate candidate(const audit::FoundAccount& found, const std::string& source) {
        return {found.account, account_place(found, source), found.commented_out,
                found.location.assumed_layout, found.no_relay};
    }

    std::vector<postfix::Candidate> own_candidates() const {
        std::vector<postfix::Candidate> list;
        for (const PlannedDatabase& planned : plan_.databases) {
            for (const audit::FoundAccount& found : planned.change.accounts) {
                if (!audit::is_relayed(found.account, relay_)) {
                    list.push_back(candidate(found, base::printable(planned.database->facts().place)));
                }
            }
        }
        return list;
    }

    void add_candidates(const std::vector<std::string>& files, std::vector<postfix::Candidate>& list) const {
        if (files.empty()) {
            return;
        }
        ScanOptions scan;
        scan.targets = files;
        scan.relay = relay_;
        scan.keep_accounts = true;
        const ScanResult result = run_scan(scan, rules_);
        if (!result.report.complete()) {
            const auto& sources = result.report.sources;
            const auto unread = std::find_if(sources.begin(), sources.end(),
                                             [](const SourceFacts& source) { return !source.skips.empty(); });
            throw Error(ErrorKind::failed, unread->path + ": could not be read to its end",
                        "postern scan shows why");
        }
        for (const audit::FoundAccount& found : result.accounts) {
            list.push_back(candidate(found, result.report.sources[found.source].path));
        }
    }

    const PlanRequest& request_;
    const ChangeOptions& options_;
    const RuleSet& rules_;
    FinishedChanges& finished_;
    const audit::Relay relay_;
    ChangePlan plan_;
};

}  // namespace

ChangePlan make_change_plan(const PlanRequest& request, const ChangeOptions& options, Targets targets,
                            const RuleSet& rules, FinishedChanges& finished) {
    return ChangePlanner(request, options, rules, finished).make(std::move(targets));
}

}  // namespace postern::cli
