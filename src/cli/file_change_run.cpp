#include "cli/file_change_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <optional>
#include <system_error>
#include <utility>

#include "audit/relay.hpp"
#include "base/atomic_file.hpp"
#include "base/atomic_folder.hpp"
#include "base/file_input.hpp"
#include "base/file_state.hpp"
#include "base/text.hpp"
#include "cli/account_place.hpp"
#include "cli/file_change_text.hpp"
#include "cli/file_replacement.hpp"
#include "cli/file_writer.hpp"
#include "cli/first_look.hpp"
#include "cli/points_text.hpp"
#include "cli/relay_option.hpp"
#include "cli/report_builder.hpp"
#include "cli/skip_refusal.hpp"
#include "cli/standard_error.hpp"
#include "cli/standard_output.hpp"
#include "cli/terminal.hpp"
#include "cli/unmoved_accounts.hpp"
#include "postern/error.hpp"
#include "postfix/warnings.hpp"
#include "target/content_kind.hpp"

namespace postern::cli {

namespace {

namespace fs = std::filesystem;

class FileChangeRun {
public:
    FileChangeRun(const PlanRequest& request, const ChangeOptions& options, const RuleSet& rules)
        : options_(options), rules_(rules), index_(rules), relay_(parse_relay(options.postfix.relay)) {
        plan_.purpose = request.purpose;
        if (!wanted_reports(options).empty()) {
            report_.emplace(options.report);
        }
    }

    ExitCode run(const std::vector<std::string>& targets) {
        if (!options_.output.empty() && targets.size() != 1) {
            throw Error(ErrorKind::usage, "-o takes one target",
                        "--in-place rewrites several, each where it is");
        }
        target_ = targets.front();
        walk_ = target::walk_files(targets);
        plan_.unreadable = walk_.unreadable;
        read();
        if (!is_writing()) {
            return show();
        }
        if (options_.in_place) {
            write_in_place();
        } else {
            write_output();
        }
        note_unmoved();
        write_report();
        say(points_text(kUnmoved, plan_.unmoved));
        say(points_text("Now:", file_steps_after(plan_, options_.in_place)));
        const bool done =
            !needs_hands() && !has_complaints_ && plan_.unmoved.empty() && kept_elsewhere(plan_).empty();
        return done ? ExitCode::clean : ExitCode::incomplete;
    }

private:
    bool is_writing() const { return options_.in_place || !options_.output.empty(); }

    // What can be read twice is read first, so that nothing is written in vain.
    void read() {
        base::Progress progress = start_progress();
        for (target::FoundFile& file : walk_.files) {
            PlannedFile planned(std::move(file), {});
            note_state(planned);
            planned.is_read = !is_writing() || !planned.file.members.empty() ||
                              (is_seekable(planned.file.path) && !is_written_at_once(planned.file.path));
            if (planned.is_read) {
                planned.found = FileScanner(context(progress)).scan(planned.file);
            }
            plan_.files.push_back(std::move(planned));
        }
    }

    static bool is_seekable(const std::string& path) {
        std::error_code error;
        return path != "-" && fs::is_regular_file(path, error);
    }

    static void note_state(PlannedFile& planned) {
        if (is_seekable(planned.file.path)) {
            planned.state = base::file_state(planned.file.path);
        }
        for (const std::string& name : planned.file.members) {
            planned.member_states[name] = base::file_state(planned.file.path + '/' + name);
        }
    }

    // A plain dump or a ZIP file alone that goes to a new file is read while it is written: what turns out
    // then comes in time too. In a folder the others would not know of it.
    bool is_written_at_once(const std::string& path) const {
        std::error_code error;
        if (options_.output.empty() || options_.output == "-" || fs::is_directory(target_, error)) {
            return false;
        }
        const FirstLook look = look_at_start(path);
        return look.is_plain_dump || (look.is_zip && base::AtomicFile::can_be_thrown_away(options_.output));
    }

    FileWriting writing_of(const PlannedFile& planned) const {
        const bool is_trusted = options_.trust_splice && is_seekable(planned.file.path) &&
                                look_at_start(planned.file.path).is_spliced;
        return {target::Packing::spliced, !is_trusted};
    }

    base::Progress start_progress() const {
        std::uint64_t total = 0;
        for (const target::FoundFile& file : walk_.files) {
            total += file.size;
        }
        for (const PlannedFile& planned : plan_.files) {
            total += planned.changes() || !options_.in_place ? planned.file.size : 0;
        }
        return {!options_.quiet && standard_error_shows_progress(), total};
    }

    ScanContext context(base::Progress& progress) const {
        return {rules_, index_, relay_, digest_, progress, true, std::nullopt, plan_.purpose};
    }

    std::string how_to_write() const {
        std::error_code error;
        const bool stream = plan_.files.size() == 1 && plan_.files.front().file.path == "-";
        const char* way = stream                             ? "-o FILE does it."
                          : fs::is_directory(target_, error) ? "-o NEW-FOLDER or --in-place does it."
                                                             : "-o FILE or --in-place does it.";
        return fmt::format("Nothing was written. {}\n", way);
    }

    ExitCode show() {
        plan_postfix_for(plan_.files);
        note_unmoved();
        write_report();
        if (!options_.quiet) {
            std::string text = file_plan_text(plan_);
            text += plan_.changes_anything() ? how_to_write() : "";
            StandardOutput().write(text);
        }
        const bool whole = plan_.complete() && plan_.unmoved.empty();
        return !whole                     ? ExitCode::incomplete
               : plan_.changes_anything() ? ExitCode::findings
                                          : ExitCode::clean;
    }

    // One target, whole.
    void write_output() {
        for (const auto& [path, skip] : walk_.unreadable) {
            refuse_unread(path, skip);
        }
        std::for_each(plan_.files.begin(), plan_.files.end(), refuse_unread_file);
        plan_postfix_for(plan_.files);
        std::error_code error;
        if (fs::is_directory(target_, error)) {
            write_output_folder();
        } else {
            write_output_file(plan_.files.front());
        }
    }

    void write_output_file(PlannedFile& planned) {
        if (options_.output == "-") {
            StandardOutput output;
            if (planned.is_read) {
                write_postfix_once();
            }
            finish(planned, write_to_standard_output(planned, output), nullptr);
        } else {
            auto at_once = write_at_once(planned);
            WrittenFile written = at_once ? std::move(*at_once) : write_file(planned, options_.output);
            tell_packed_anew(written.result);
            finish(planned, std::move(written.result), written.file.get());
        }
        say(written_text(planned, planned.found, options_.output));
        say_what_was_not_known();
    }

    // gzip or ZIP, while it is read. Nothing when a member has to know of later ones, or would not be as it
    // was although nothing in it changes: now the file was read, as any other.
    std::optional<WrittenFile> write_at_once(PlannedFile& planned) {
        if (planned.is_read || !is_seekable(planned.file.path) ||
            !base::AtomicFile::can_be_thrown_away(options_.output) ||
            !look_at_start(planned.file.path).is_spliced) {
            return std::nullopt;
        }
        try {
            WrittenFile written = write_file(planned, options_.output);
            if (!written.result.is_restated) {
                return written;
            }
        } catch (const Error& error) {
            if (error.kind() != ErrorKind::failed) {
                throw;
            }
        }
        base::Progress progress = start_progress();
        planned.found = FileScanner(context(progress)).scan(planned.file);
        planned.is_read = true;
        refuse_unread_file(planned);
        plan_postfix_for(plan_.files);
        return std::nullopt;
    }

    void say_what_was_not_known() const {
        std::uint64_t count = 0;
        for (const PlannedFile& planned : plan_.files) {
            count += planned.found.other_files;
        }
        say(count == 0 ? ""
                       : fmt::format("{} {} of no known kind {} not looked into.\n", count,
                                     count == 1 ? "file" : "files", count == 1 ? "was" : "were"));
    }

    FileResult write_to_standard_output(const PlannedFile& planned, base::ByteSink& output) const {
        try {
            return write(planned, output);
        } catch (const Error& error) {
            throw Error(error.kind(), error.what(),
                        "what went to standard output so far is not whole: throw it away");
        }
    }

    // The whole tree, of which links alone are left out.
    void write_output_folder() {
        if (options_.output == "-") {
            throw Error(ErrorKind::usage, "a folder cannot be written to standard output",
                        "name a new folder");
        }
        base::AtomicFolder output(options_.output);
        make_folders(output.temporary_path(), 0700);
        for (PlannedFile& planned : plan_.files) {
            for (const PlannedFile& file : files_of(planned, Members::all)) {
                const fs::path place = output.temporary_path() / fs::relative(file.file.path, target_);
                const WrittenFile written = write_file(file, place.string());
                tell_packed_anew(written.result);
                written.file->commit();
                planned.found.is_trusted = planned.found.is_trusted || written.result.is_trusted;
            }
        }
        write_postfix_once();
        make_folders(output.temporary_path(), std::nullopt);
        output.commit(base::link_facts(target_).mode);
        for (const PlannedFile& planned : plan_.files) {
            if (planned.changes()) {
                say(written_text(planned, planned.found, options_.output));
            }
        }
        say(plan_.changes_anything() ? ""
                                     : base::printable(target_) + ": nothing to change; copied as it was\n");
        say_what_was_not_known();
        say(walk_.links > 0 ? "Symbolic links were not copied.\n" : "");
    }

    // Those of the target, below another folder; without `mode` each gets the mode that it has there.
    void make_folders(const std::string& below, std::optional<unsigned> mode) const {
        for (const auto& entry : fs::recursive_directory_iterator(target_)) {
            if (entry.is_directory() && !entry.is_symlink()) {
                const fs::path place = below / fs::relative(entry.path(), target_);
                fs::create_directories(place);
                fs::permissions(place, static_cast<fs::perms>(
                                           mode.value_or(base::link_facts(entry.path().string()).mode)));
            }
        }
    }

    // Each of them that is to be changed and was read to its end; the others are named.
    void write_in_place() {
        for (const auto& [path, skip] : walk_.unreadable) {
            leave(base::printable(path) + ": " + base::printable(skip.reason));
        }
        std::vector<PlannedFile> list;
        for (const PlannedFile& planned : plan_.files) {
            for (const SourceFacts& source : planned.found.sources) {
                if (!source.skips.empty()) {
                    leave(source.path + ": " + source.skips.front().reason);
                }
            }
            for (PlannedFile& file : files_of(planned, Members::changed)) {
                if (!file.unread()) {
                    list.push_back(std::move(file));
                }
            }
        }
        plan_postfix_for(list);
        write_postfix_once();
        std::size_t done = 0;
        for (const PlannedFile& planned : list) {
            done += replace(planned) ? 1 : 0;
        }
        if (done == 0 && refusal_) {
            throw *refusal_;
        }
        say(fmt::format("{} {} rewritten, {} left as {}.\n", done, done == 1 ? "file" : "files", left_,
                        left_ == 1 ? "it was" : "they were"));
        say_what_was_not_known();
    }

    bool replace(const PlannedFile& planned) {
        try {
            base::Progress progress = start_progress();
            const Replacement done =
                replace_file(planned, context(progress), options_.wipe, writing_of(planned));
            tell_packed_anew(done.written);
            say(done.written.changes.empty() ? "" : written_text(planned, done.written, planned.file.path));
            if (!done.other_names.empty()) {
                complain(done.other_names);
            }
            return true;
        } catch (const Error& error) {
            if (error.kind() != ErrorKind::failed) {
                throw;
            }
            refusal_ = refusal_ ? refusal_ : std::optional(error);
            leave(error.what());
            return false;
        }
    }

    void leave(const std::string& why) {
        ++left_;
        complain("left as it was: " + why);
    }

    void complain(const std::string& what) {
        has_complaints_ = true;
        write_standard_error(fmt::format("postern: {}\n", what));
    }

    FileResult write(const PlannedFile& planned, base::ByteSink& output) const {
        base::Progress progress = start_progress();
        FileResult written =
            write_file_anew(planned, context(progress), output, {target::Packing::spliced, true});
        tell_packed_anew(written);
        return found_in(planned, std::move(written));
    }

    WrittenFile write_file(const PlannedFile& planned, const std::string& path) const {
        base::Progress progress = start_progress();
        const auto open = [&] {
            auto output = std::make_unique<base::AtomicFile>(path);
            if (is_seekable(planned.file.path)) {
                output->restrict_mode(base::FileInput(planned.file.path).facts().mode);
            }
            return output;
        };
        FileWriting how = writing_of(planned);
        how.can_begin_again = base::AtomicFile::can_be_thrown_away(path);
        WrittenFile written = write_file_anew(planned, context(progress), open, how);
        return {std::move(written.file), found_in(planned, std::move(written.result))};
    }

    static FileResult found_in(const PlannedFile& planned, FileResult written) {
        if (!planned.is_read) {
            return written;
        }
        FileResult found = planned.found;
        found.is_trusted = written.is_trusted;
        found.packed_anew = std::move(written.packed_anew);
        return found;
    }

    void tell_packed_anew(const FileResult& written) const {
        if (options_.verbose) {
            say(packed_anew_text(written));
        }
    }

    // The passwords are on the disk before anything appears that has them no more.
    void finish(PlannedFile& planned, FileResult written, base::AtomicFile* output) {
        planned.found = std::move(written);
        try {
            if (!planned.is_read) {
                plan_postfix_for(plan_.files);
            }
            write_postfix_once();
        } catch (const Error& error) {
            if (output == nullptr) {
                throw Error(ErrorKind::unfinished,
                            std::string("the backup was written, its Postfix was not: ") + error.what(),
                            error.hint());
            }
            throw;
        }
        if (output != nullptr) {
            output->commit();
        }
    }

    static void refuse_unread_file(const PlannedFile& planned) {
        if (const auto unread = planned.unread()) {
            throw Error(ErrorKind::failed, *unread,
                        "what cannot be read may hold a credential, so nothing was written; postern scan "
                        "tells more");
        }
    }

    void note_unmoved() {
        for (const PlannedFile& planned : plan_.files) {
            for (const audit::FoundAccount& found : planned.found.accounts) {
                if (plan_.purpose == audit::Purpose::relay && is_unmoved(found, relay_)) {
                    plan_.unmoved.push_back(unmoved_text(found, planned.found.sources[found.source].path));
                }
            }
        }
    }

    bool sends(const audit::FoundAccount& found) const {
        return found.account.direction == Direction::outgoing && found.no_relay.empty() &&
               !audit::is_relayed(found.account, relay_);
    }

    // Where nothing changes mail goes as it went before. A blackhole is asked for, or not.
    bool needs_postfix(const std::vector<PlannedFile>& written) const {
        if (plan_.purpose == audit::Purpose::scrub) {
            return !options_.postfix.folder.empty();
        }
        const auto redirected = [this](const PlannedFile& planned) {
            const auto& accounts = planned.found.accounts;
            return planned.changes() && std::any_of(accounts.begin(), accounts.end(),
                                                    [this](const auto& found) { return sends(found); });
        };
        return std::any_of(written.begin(), written.end(), redirected);
    }

    void plan_postfix_for(const std::vector<PlannedFile>& written) {
        const bool unknown = std::any_of(written.begin(), written.end(), [](const PlannedFile& planned) {
            return !planned.is_read && planned.found.sources.empty();
        });
        if (unknown || !needs_postfix(written)) {
            return;
        }
        if (options_.postfix.folder.empty()) {
            throw Error(ErrorKind::usage, "--postfix-dir is required",
                        "it names the folder for the Postfix that takes over, and keeps the passwords");
        }
        auto candidates = candidates_of(written, false);
        const std::size_t own = candidates.size();
        auto others = candidates_of(written, true);
        std::move(others.begin(), others.end(), std::back_inserter(candidates));
        plan_.postfix = plan_postfix(options_.postfix, rules_, candidates, own);
    }

    // Nothing sends by what stands in a comment.
    std::vector<postfix::Candidate> candidates_of(const std::vector<PlannedFile>& written,
                                                  bool commented_out) const {
        std::vector<postfix::Candidate> candidates;
        for (const PlannedFile& planned : written) {
            for (const audit::FoundAccount& found : planned.found.accounts) {
                if (found.commented_out == commented_out && !audit::is_relayed(found.account, relay_)) {
                    candidates.push_back(
                        {found.account, account_place(found, planned.found.sources[found.source].path),
                         found.commented_out, found.location.assumed_layout, found.no_relay});
                }
            }
        }
        return candidates;
    }

    void write_postfix_once() {
        if (plan_.postfix && !std::exchange(is_postfix_written_, true)) {
            say(fmt::format("Postfix configuration {}: {}\n", base::printable(plan_.postfix->folder),
                            write_postfix(*plan_.postfix)));
        }
    }

    bool needs_hands() const {
        return plan_.postfix &&
               (postfix::needs_hands(plan_.postfix->plan) || !plan_.postfix->unserved.empty());
    }

    void write_report() {
        if (!report_) {
            return;
        }
        ReportBuilder builder(rules_, run_);
        for (const PlannedFile& planned : plan_.files) {
            builder.add(planned.found);
        }
        builder.add(walk_);
        report_->write(builder.take().report);
    }

    // Beside what is written: standard output may be the backup.
    void say(const std::string& text) const {
        if (!options_.quiet) {
            write_standard_error(text);
        }
    }

    const ChangeOptions& options_;
    const RuleSet& rules_;
    const audit::RuleIndex index_;
    const audit::Relay relay_;
    const base::KeyedDigest digest_;
    const RunFacts run_ = facts_of_run();
    std::optional<ReportWriter> report_;
    std::string target_;  // the first
    std::size_t left_ = 0;
    bool has_complaints_ = false;
    bool is_postfix_written_ = false;
    std::optional<Error> refusal_;  // the first
    target::FileWalk walk_;
    FileChangePlan plan_;
};

}  // namespace

ExitCode run_file_change(const PlanRequest& request, const ChangeOptions& options,
                         const std::vector<std::string>& targets, const RuleSet& rules) {
    return FileChangeRun(request, options, rules).run(targets);
}

}  // namespace postern::cli
