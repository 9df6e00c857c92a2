// One file, through its containers and readers, to detections.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "audit/account_collector.hpp"
#include "audit/detector.hpp"
#include "audit/rule_index.hpp"
#include "base/file_input.hpp"
#include "base/progress.hpp"
#include "postern/host_role.hpp"
#include "postern/report.hpp"
#include "source/postfix_files.hpp"
#include "target/content_handler.hpp"
#include "target/file_walk.hpp"

namespace postern::cli {

// What every scan of a run shares; all of it outlives them and may be used from any thread.
struct ScanContext {
    const RuleSet& rules;
    const audit::RuleIndex& index;
    const audit::Relay& relay;
    const base::KeyedDigest& digest;
    base::Progress& progress;
    bool keep_accounts = false;                   // with their secrets
    std::optional<HostRole> role = std::nullopt;  // what this host is said to be
};

struct FileResult {
    std::vector<SourceFacts> sources;
    std::vector<audit::Detection> detections;   // Finding::source counts within `sources`
    std::vector<audit::FoundAccount> accounts;  // if they are kept; FoundAccount::source likewise
    std::uint64_t other_files = 0;
};

class FileScanner : private target::ContentHandler {
public:
    explicit FileScanner(const ScanContext& context) : context_(context) {}

    // What is wrong with the file becomes a Skip in the result. Throws Error only for an interrupt.
    FileResult scan(const target::FoundFile& file);

    // The configuration that the Postfix of this host runs with: what postconf printed, under that name.
    FileResult scan_postfix(const std::string& name, base::ByteSource& text, const std::string& folder);

private:
    void content(const std::string& path, target::ContentKind kind, base::ByteWindow& window) override;
    void unreadable(const std::string& path, const Skip& skip) override;
    void unknown(const std::string& path) override;

    void open(const target::FoundFile& file);
    SourceFacts& source(const std::string& path, std::string_view kind);
    void keep(audit::Detector& detector);
    void keep(audit::AccountCollector& collector);

    const ScanContext& context_;
    const target::FoundFile* file_ = nullptr;
    const base::ByteWindow* outermost_ = nullptr;  // the file's own bytes, not those packed in it
    std::optional<source::PostfixPlace> place_;
    std::optional<FileExposure> exposure_;
    FileResult result_;
};

}  // namespace postern::cli
