// One file, through its containers and readers, to detections.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "audit/account_collector.hpp"
#include "audit/account_editor.hpp"
#include "audit/detector.hpp"
#include "audit/rule_index.hpp"
#include "base/file_input.hpp"
#include "base/progress.hpp"
#include "cli/backup_parts.hpp"
#include "cli/reading_log.hpp"
#include "cli/source_factory.hpp"
#include "postern/host_role.hpp"
#include "postern/report.hpp"
#include "postern/source.hpp"
#include "target/content_handler.hpp"
#include "target/file_walk.hpp"
#include "target/layer.hpp"

namespace postern::cli {

// What every scan of a run shares; all of it outlives them and may be used from any thread.
struct ScanContext {
    const RuleSet& rules;
    const audit::RuleIndex& index;
    const audit::Relay& relay;
    const base::KeyedDigest& digest;
    base::Progress& progress;
    bool keep_accounts = false;                            // with their secrets
    std::optional<HostRole> role = std::nullopt;           // what this host is said to be
    std::optional<audit::Purpose> purpose = std::nullopt;  // for which changes are looked for too
    ReadingLog* log = nullptr;                             // of a run that tells what it reads
};

struct PlannedField {
    std::size_t source = 0;  // index into the sources of its file's result
    audit::FieldChange change;
};

struct FileResult {
    std::vector<SourceFacts> sources;
    std::vector<audit::Detection> detections;   // Finding::source counts within `sources`
    std::vector<audit::FoundAccount> accounts;  // if they are kept; FoundAccount::source likewise
    std::uint64_t other_files = 0;
    std::vector<PlannedField> changes;  // of ScanContext::purpose
    std::set<std::string> touched;      // the streams they are in: paths through all containers, as bytes
    BackupParts parts;                  // what a folder's files are
    // What was packed anew as a whole: the path, and why.
    std::vector<std::pair<std::string, std::string>> packed_anew;
    bool is_restated = false;  // something without a change was written with other headers
    bool is_trusted = false;   // it was written, and not read again
};

// Where a file goes that is written anew.
struct RewriteOutput {
    base::ByteSink& sink;
    // Streams in which something is known to change: all others pass as they came. nullptr: not known.
    const std::set<std::string>* touched = nullptr;
    // Of the folder that the file lies in.
    const BackupParts* parts = nullptr;
    target::Packing packing = target::Packing::spliced;
};

class FileScanner : private target::ContentHandler {
public:
    explicit FileScanner(const ScanContext& context) : context_(context) {}

    // What is wrong with the file becomes a Skip in the result. Throws Error only for an interrupt.
    FileResult scan(const target::FoundFile& file);
    // The same of bytes from elsewhere. `parts`: of the folder that the file of this name lies in.
    FileResult scan_stream(const std::string& name, base::ByteSource& bytes, const BackupParts& parts = {});

    // Reads the file once more, or for the first time, and writes it with the changes of
    // ScanContext::purpose. Throws Error for whatever cannot be read or written: then the output is worth
    // nothing.
    FileResult rewrite(const target::FoundFile& file, const RewriteOutput& output);

    // The configuration that the Postfix of this host runs with: what postconf printed, under that name.
    FileResult scan_postfix(const std::string& name, base::ByteSource& text, const std::string& folder);

private:
    void content(const std::string& path, target::ContentKind kind, base::ByteWindow& window) override;
    void unreadable(const std::string& path, const Skip& skip) override;
    void note(const std::string& path, const std::string& sentence) override;
    void unknown(const std::string& path) override;
    void packed_anew(const std::string& path, const std::string& why) override;
    void restated(const std::string& path) override;
    bool is_to_be_left(const std::string& path) override;
    bool is_part(const std::string& path) override;

    void open(const target::FoundFile& file);
    void open_folder(const target::FoundFile& folder);
    void open_index(const target::FoundFile& folder);
    void open_members(const target::FoundFile& folder);
    bool is_wanted(const source::TablePart& part) const;
    void open_again(const target::FoundFile& file);
    void tell_missing_parts();
    void tell_rows_beside();
    void note_rows(const std::string& path);
    void touch(const std::string& path);
    std::unique_ptr<Source> source_of(const std::string& path, target::ContentKind kind,
                                      base::ByteWindow& window);
    ConfigPlaces places(const std::string& path, target::ContentKind kind) const;
    void open_stream(const std::string& path, base::ByteSource& bytes);
    void read(const std::string& path, target::ContentKind kind, base::ByteWindow& window);
    SourceFacts& source(const std::string& path, std::string_view kind);
    void keep(audit::Detector& detector);
    void keep(audit::AccountCollector& collector);
    void keep(audit::AccountEditor& editor, const std::string& path);

    const ScanContext& context_;
    const target::FoundFile* file_ = nullptr;
    const RewriteOutput* output_ = nullptr;
    const base::ByteWindow* outermost_ = nullptr;     // the file's own bytes, not those packed in it
    std::set<std::string, std::less<>> index_files_;  // names, of the folder
    std::set<std::string> dumps_;                     // of MySQL, by path
    std::vector<std::string> rows_beside_;  // members of archives that may be rows of such a dump's table
    std::optional<source::PostfixPlace> postfix_;
    std::optional<FileExposure> exposure_;
    std::optional<std::int64_t> modified_;  // of the file that is open
    FileResult result_;
};

}  // namespace postern::cli
