// One file, through its containers and readers, to detections.
#pragma once

#include <string>
#include <vector>

#include "audit/detector.hpp"
#include "audit/rule_index.hpp"
#include "base/file_input.hpp"
#include "base/progress.hpp"
#include "postern/report.hpp"
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
};

struct FileResult {
    std::vector<SourceFacts> sources;
    std::vector<audit::Detection> detections;  // Finding::source counts within `sources`
    std::uint64_t other_files = 0;
};

class FileScanner : private target::ContentHandler {
public:
    explicit FileScanner(const ScanContext& context) : context_(context) {}

    // What is wrong with the file becomes a Skip in the result. Throws Error only for an interrupt.
    FileResult scan(const target::FoundFile& file);

private:
    void content(const std::string& path, target::ContentKind kind, base::ByteWindow& window) override;
    void unreadable(const std::string& path, const Skip& skip) override;
    void unknown(const std::string& path) override;

    void open(const target::FoundFile& file);
    SourceFacts& source(const std::string& path, std::string_view kind);
    void keep(audit::Detector& detector);

    const ScanContext& context_;
    const target::FoundFile* file_ = nullptr;
    std::optional<FileExposure> exposure_;
    FileResult result_;
};

}  // namespace postern::cli
