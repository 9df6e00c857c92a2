#include "cli/scan_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <filesystem>
#include <iterator>
#include <memory>
#include <mutex>
#include <numeric>
#include <system_error>
#include <thread>

#include "cli/database_factory.hpp"
#include "cli/database_scanner.hpp"
#include "cli/file_scanner.hpp"
#include "cli/fingerprint_key.hpp"
#include "cli/input_guard.hpp"
#include "cli/running_postfix.hpp"
#include "cli/shard_option.hpp"
#include "target/file_walk.hpp"

namespace postern::cli {

namespace {

// Hands the files to threads; the first exception stops them all and comes out.
std::vector<FileResult> scan_files(const std::vector<target::FoundFile>& files, unsigned jobs,
                                   const ScanContext& context) {
    std::vector<FileResult> results(files.size());
    std::atomic<std::size_t> next{0};
    std::mutex mutex;
    std::exception_ptr failure;
    const auto work = [&] {
        try {
            for (std::size_t i = next++; i < files.size(); i = next++) {
                results[i] = FileScanner(context).scan(files[i]);
            }
        } catch (...) {
            next = files.size();
            const std::lock_guard lock(mutex);
            failure = failure ? failure : std::current_exception();
        }
    };
    std::vector<std::thread> threads;
    for (std::size_t i = 1; i < std::min<std::size_t>(jobs, files.size()); ++i) {
        try {
            threads.emplace_back(work);
        } catch (const std::system_error&) {
            break;  // the threads there are do the rest
        }
    }
    work();
    std::for_each(threads.begin(), threads.end(), [](std::thread& thread) { thread.join(); });
    if (failure) {
        std::rethrow_exception(failure);
    }
    return results;
}

using Databases = std::vector<std::unique_ptr<Database>>;

Databases open_databases(const std::vector<DatabaseTarget>& targets) {
    Databases databases;
    for (const DatabaseTarget& target : targets) {
        databases.push_back(open_database(target, DatabaseAccess::read));
    }
    return databases;
}

std::uint64_t total_size(const std::vector<target::FoundFile>& files) {
    return std::accumulate(files.begin(), files.end(), std::uint64_t{0},
                           [](std::uint64_t sum, const target::FoundFile& file) { return sum + file.size; });
}

// Of what can differ from run to run.
std::string scope_of(const ScanOptions& options, const RuleSet& rules) {
    constexpr std::size_t kDigits = 16;
    const int role = options.role ? static_cast<int>(*options.role) : -1;
    return base::sha256_hex(
               fmt::format("{}\n{}\n{}:{}", rules.added, role, options.relay.host, options.relay.port))
        .substr(0, kDigits);
}

// A target that is a folder with nothing in it, as one that is not mounted; all folders when the run met
// nothing at all.
std::vector<std::string> empty_targets(const std::vector<std::string>& targets, bool met_nothing) {
    std::vector<std::string> empty;
    std::copy_if(targets.begin(), targets.end(), std::back_inserter(empty), [&](const std::string& target) {
        std::error_code error;
        return std::filesystem::is_directory(target, error) &&
               (met_nothing || std::filesystem::is_empty(target, error));
    });
    return empty;
}

}  // namespace

ScanResult run_scan(const ScanOptions& options, const RuleSet& rules) {
    RunFacts run = facts_of_run();
    run.host = options.host.empty() ? run.host : options.host;
    const auto digest = read_fingerprint_key(options.fingerprint_key);
    run.fingerprint_key = digest->key_name();
    run.scope = scope_of(options, rules);
    const bool first = is_first(options.shard);
    const auto databases = first ? open_databases(options.databases) : Databases();
    const audit::RuleIndex index(rules);
    target::FileWalk walk = target::walk_files(options.targets);
    std::optional<FileResult> running;
    std::vector<FileResult> results;
    bool met_nothing = false;
    {
        base::Progress progress(options.show_progress, total_size(walk.files));
        ReadingLog log(options.verbose);
        ScanContext context{rules,       index, options.relay, *digest, progress, options.keep_accounts,
                            options.role};
        context.log = &log;
        if (options.role) {
            RunningPostfix found = scan_running_postfix(context, walk.files);
            refuse_reports_over_inputs(options.reports, found.folders);
            running = std::move(found.result);
        }
        if (options.targets.empty() && options.databases.empty() && !running) {
            running = no_postfix();
        }
        met_nothing = walk.files.empty() && walk.unreadable.empty() && options.databases.empty() && !running;
        run.shard = options.shard;
        if (run.shard) {
            run.shard->files = walk.files.size();
        }
        keep_shard(options.shard, walk);
        results = scan_files(walk.files, options.jobs, context);
        for (const auto& database : databases) {
            results.push_back(DatabaseScanner(context, *database).scan());
        }
    }
    if (running && first) {
        results.insert(results.begin(), std::move(*running));
    }
    ReportBuilder builder(rules, std::move(run));
    for (FileResult& result : results) {
        builder.add(std::move(result));
    }
    builder.add(walk);
    builder.add_empty(empty_targets(options.targets, met_nothing));
    builder.name_credentials(*digest);
    return builder.take();
}

}  // namespace postern::cli
