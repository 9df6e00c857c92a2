#include "cli/scan_run.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <memory>
#include <mutex>
#include <numeric>
#include <system_error>
#include <thread>

#include "cli/database_factory.hpp"
#include "cli/database_scanner.hpp"
#include "cli/file_scanner.hpp"
#include "cli/report_builder.hpp"
#include "cli/running_postfix.hpp"
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

std::vector<std::unique_ptr<Database>> open_databases(const std::vector<DatabaseTarget>& targets) {
    std::vector<std::unique_ptr<Database>> databases;
    for (const DatabaseTarget& target : targets) {
        databases.push_back(open_database(target, DatabaseAccess::read));
    }
    return databases;
}

std::uint64_t total_size(const std::vector<target::FoundFile>& files) {
    return std::accumulate(files.begin(), files.end(), std::uint64_t{0},
                           [](std::uint64_t sum, const target::FoundFile& file) { return sum + file.size; });
}

}  // namespace

ScanResult run_scan(const ScanOptions& options, const RuleSet& rules) {
    const auto databases = open_databases(options.databases);
    const audit::RuleIndex index(rules);
    const base::KeyedDigest digest;
    target::FileWalk walk = target::walk_files(options.targets);
    std::optional<FileResult> running;
    std::vector<FileResult> results;
    {
        base::Progress progress(options.show_progress, total_size(walk.files));
        const ScanContext context{rules,       index, options.relay, digest, progress, options.keep_accounts,
                                  options.role};
        if (options.role) {
            running = scan_running_postfix(context, walk.files);
        }
        if (options.targets.empty() && options.databases.empty() && !running) {
            running = no_postfix();
        }
        results = scan_files(walk.files, options.jobs, context);
        for (const auto& database : databases) {
            results.push_back(DatabaseScanner(context, *database).scan());
        }
    }
    if (running) {
        results.insert(results.begin(), std::move(*running));
    }
    ReportBuilder builder;
    for (FileResult& result : results) {
        builder.add(std::move(result));
    }
    builder.add(walk);
    return {builder.take_report(), builder.take_accounts()};
}

}  // namespace postern::cli
