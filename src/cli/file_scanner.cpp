#include "cli/file_scanner.hpp"

#include <algorithm>
#include <filesystem>
#include <new>
#include <system_error>

#include "audit/layout_guess.hpp"
#include "base/text.hpp"
#include "cli/disk_folder.hpp"
#include "cli/skip_refusal.hpp"
#include "source/mydumper_metadata_source.hpp"
#include "source/pg_dump_source.hpp"
#include "source/pg_toc_source.hpp"
#include "source/property_join.hpp"
#include "source/xstream_expander.hpp"
#include "target/unpacker.hpp"

namespace postern::cli {

namespace {

class CountedInput : public base::ByteSource {
public:
    CountedInput(base::ByteSource& input, base::Progress& progress) : input_(input), progress_(progress) {}

    std::size_t read(std::span<char> buffer) override {
        const std::size_t count = input_.read(buffer);
        progress_.advance(count);
        return count;
    }

    std::uint64_t skip(std::uint64_t count) override {
        const std::uint64_t passed = input_.skip(count);
        progress_.advance(passed);
        return passed;
    }

private:
    base::ByteSource& input_;
    base::Progress& progress_;
};

base::FileInput open_input(const std::string& path) {
    return path == "-" ? base::FileInput::standard_input() : base::FileInput(path);
}

// Who can read standard input is no property of the data.
std::optional<FileExposure> exposure_of(const std::string& path, const base::FileFacts& facts) {
    if (path == "-") {
        return std::nullopt;
    }
    return FileExposure{facts.mode, base::printable(facts.owner), (facts.mode & 0004U) != 0};
}

// A pipe has the time at which something was written into it.
std::optional<std::int64_t> modified_of(const std::string& path, const base::FileFacts& facts) {
    const bool is_file = path != "-" && facts.type == base::FileType::regular;
    return is_file ? std::optional(facts.modified) : std::nullopt;
}

// What lies below /etc is this host's own configuration. A copy under another name has no master.cf of its
// own.
std::optional<source::PostfixPlace> postfix_place(const std::string& path) {
    std::error_code error;
    const std::string file = std::filesystem::canonical(path, error).string();
    if (path == "-" || error || std::filesystem::path(file).filename() != "main.cf") {
        return std::nullopt;
    }
    const std::string folder = std::filesystem::path(file).parent_path().string();
    return source::PostfixPlace{folder, folder.starts_with("/etc/")};
}

}  // namespace

FileResult FileScanner::scan_postfix(const std::string& name, base::ByteSource& text,
                                     const std::string& folder) {
    base::ByteWindow window(text);
    outermost_ = &window;
    postfix_ = source::PostfixPlace{folder, true};
    content(name, target::ContentKind::postfix_main_cf, window);
    return std::move(result_);
}

FileResult FileScanner::scan(const target::FoundFile& file) {
    file_ = &file;
    context_.progress.working_on(file.path);
    try {
        if (file.members.empty()) {
            open(file);
        } else {
            open_folder(file);
        }
        if (result_.parts.has_passed_parts() && file.path != "-" && output_ == nullptr) {
            open_again(file);
        }
        tell_missing_parts();
        tell_rows_beside();
    } catch (const base::DamagedInput& damage) {
        unreadable(file.path, {0, damage.what()});
    } catch (const std::bad_alloc&) {
        unreadable(file.path, {0, "needs more memory than there is: not read to its end"});
    }
    return std::move(result_);
}

FileResult FileScanner::scan_stream(const std::string& name, base::ByteSource& bytes,
                                    const BackupParts& parts) {
    const target::FoundFile file{name, 0, true};
    file_ = &file;
    result_.parts = parts;
    open_stream(name, bytes);
    return std::move(result_);
}

FileResult FileScanner::rewrite(const target::FoundFile& file, const RewriteOutput& output) {
    output_ = &output;
    if (output.parts != nullptr) {
        result_.parts = *output.parts;
    }
    return scan(file);
}

// An index may stand behind what it speaks of; now it is known.
void FileScanner::open_again(const target::FoundFile& file) {
    BackupParts parts = std::move(result_.parts);
    parts.begin_again();
    result_ = {};
    result_.parts = std::move(parts);
    rows_beside_.clear();
    if (file.members.empty()) {
        open(file);
    } else {
        open_folder(file);
    }
}

// mysqldump --tab in an archive: what the rows are says the CREATE TABLE beside them, which is known only of
// a folder.
void FileScanner::tell_rows_beside() {
    for (const std::string& path : rows_beside_) {
        const std::string schema = path.substr(0, path.rfind(".txt")) + ".sql";
        if (dumps_.contains(schema) || dumps_.contains(schema + ".gz")) {
            unreadable(path,
                       {0,
                        "the rows of a table, as mysqldump --tab writes them: not read within an archive; "
                        "unpack it, and name the folder"});
        }
    }
}

// Its index first, which says what the other files are.
void FileScanner::open_folder(const target::FoundFile& folder) {
    open_index(folder);
    open_members(folder);
}

void FileScanner::open_index(const target::FoundFile& folder) {
    const auto toc = std::find_if(folder.members.begin(), folder.members.end(), [](const std::string& name) {
        return name == "toc.dat" || name == "toc.dat.gz";
    });
    if (toc != folder.members.end()) {
        index_files_.insert(*toc);
        open({folder.path + '/' + *toc, 0, true});
        return;
    }
    DiskFolder files(folder);
    const auto is_wanted = [this](std::string_view table) {
        return !context_.index.candidates(RecordShape::row, table).empty() ||
               source::holds_property_entries(table);
    };
    auto backup = source::read_backup_folder(files, is_wanted);
    if (!backup) {
        return;
    }
    auto& known = result_.parts.add(folder.path + '/' + backup->metadata_file, backup->kind);
    known.index = std::move(backup->parts);
    known.metadata = backup->metadata_file;
    index_files_ = std::move(backup->index_files);
    for (const source::FolderSkip& skip : backup->skips) {
        unreadable(folder.path + '/' + skip.file, skip.skip);
    }
    known.not_rewritable =
        backup->not_rewritable.empty() ? "" : backup->not_rewritable + ": " + backup->remedy;
}

// A table that no rule is about is in an index because a stage asked for it: the entries of properties.
bool FileScanner::is_wanted(const source::TablePart& part) const {
    const bool has_rules = !context_.index.candidates(RecordShape::row, part.table).empty();
    return !part.table.empty() &&
           (!has_rules || context_.index.wants_columns(part.table, [&part] { return part.columns; }));
}

// The names of pg_dump's files say nothing of the order of the tables. What is damaged in one of them says
// nothing of the others.
void FileScanner::open_members(const target::FoundFile& folder) {
    std::vector<std::string> names = folder.members;
    std::stable_partition(names.begin(), names.end(), [&](const std::string& name) {
        const source::TablePart* part = result_.parts.find(folder.path + '/' + name);
        return part != nullptr && source::holds_property_entries(part->table);
    });
    for (const std::string& name : names) {
        const std::string path = folder.path + '/' + name;
        const source::TablePart* part = result_.parts.find(path);
        if (index_files_.contains(name) || (part != nullptr && !is_wanted(*part))) {
            continue;
        }
        try {
            open({path, 0, false});
        } catch (const base::DamagedInput& damage) {
            unreadable(path, {0, damage.what()});
        }
    }
}

void FileScanner::tell_missing_parts() {
    if (!file_->members.empty()) {
        modified_.reset();
    }
    if (output_ == nullptr || output_->touched == nullptr) {
        for (const auto& [path, skip] : result_.parts.missing()) {
            unreadable(path, skip);
        }
    }
}

bool FileScanner::is_part(const std::string& path) {
    if (result_.parts.find(path) == nullptr && !result_.parts.is_metadata(path)) {
        return false;
    }
    result_.parts.met(path);
    return true;
}

void FileScanner::open(const target::FoundFile& file) {
    modified_.reset();
    base::FileInput input = open_input(file.path);
    const base::FileFacts facts = input.facts();
    exposure_ = exposure_of(file.path, facts);
    modified_ = modified_of(file.path, facts);
    postfix_ = postfix_place(file.path);
    CountedInput counted(input, context_.progress);
    open_stream(file.path, counted);
}

void FileScanner::open_stream(const std::string& path, base::ByteSource& bytes) {
    base::ByteWindow window(bytes, output_ != nullptr ? &output_->sink : nullptr);
    outermost_ = &window;
    target::Unpacker(*this, output_ != nullptr ? output_->packing : target::Packing::spliced)
        .open(path, window);
}

void FileScanner::content(const std::string& path, target::ContentKind kind, base::ByteWindow& window) {
    const BackupParts::Folder* folder = result_.parts.folder_of(path);
    const bool part = kind == target::ContentKind::table_part && folder != nullptr;
    if (kind == target::ContentKind::mysql_dump) {
        dumps_.insert(path);
    }
    SourceFacts& facts = source(path, part ? std::string_view(folder->kind) : target::kind_name(kind));
    if (context_.log != nullptr) {
        context_.log->reading(path, facts.kind);
    }
    read(path, kind, window);
    facts.bytes = window.offset() + window.bytes().size();
    if (kind == target::ContentKind::pg_dump_toc) {
        facts.kind = result_.parts.folder_of(path)->kind;
    }
}

std::unique_ptr<Source> FileScanner::source_of(const std::string& path, target::ContentKind kind,
                                               base::ByteWindow& window) {
    if (kind == target::ContentKind::pg_dump_toc) {
        const bool packed = path.find('!') != std::string::npos;
        auto& folder = result_.parts.add(path, packed ? "pg-dump-tar" : "pg-dump-directory");
        folder.is_complete = true;
        return std::make_unique<source::PgTocSource>(window, folder.index);
    }
    if (kind == target::ContentKind::table_part) {
        const source::TablePart* part = result_.parts.find(path);
        return part != nullptr ? make_part_source(*part, window)
                               : std::make_unique<source::MydumperMetadataSource>(window);
    }
    // The restore.sql of pg_dump's tar format.
    if (kind == target::ContentKind::pg_dump_plain && result_.parts.folder_of(path) != nullptr) {
        return std::make_unique<source::PgDumpSource>(window, true);
    }
    return make_source(kind, window, &window == outermost_ ? places(path, kind) : ConfigPlaces());
}

ConfigPlaces FileScanner::places(const std::string& path, target::ContentKind kind) const {
    const bool tomcat = kind == target::ContentKind::tomcat_xml && path != "-";
    return {postfix_, tomcat ? source::find_tomcat(path) : std::nullopt};
}

void FileScanner::read(const std::string& path, target::ContentKind kind, base::ByteWindow& window) {
    audit::Detector detector(context_.index, context_.relay, context_.digest, context_.role);
    SkipRefusal refusal(detector, path);
    RecordSink& end = output_ != nullptr ? static_cast<RecordSink&>(refusal) : detector;
    audit::AccountCollector collector(end, context_.index);
    RecordSink& last = context_.keep_accounts ? static_cast<RecordSink&>(collector) : end;
    audit::AccountEditor editor(last, context_.index, context_.relay,
                                context_.purpose.value_or(audit::Purpose::relay));
    RecordSink& edited = context_.purpose ? static_cast<RecordSink&>(editor) : last;
    source::XstreamExpander expander(edited, context_.rules);
    audit::LayoutGuess guess(expander, context_.index,
                             context_.purpose ? audit::GuessUse::rewriting : audit::GuessUse::reading);
    source::PropertyJoin join(guess, context_.rules, result_.parts.property_entries());
    try {
        source_of(path, kind, window)->read(join);
    } catch (const base::DamagedInput& damage) {
        end.skip({window.offset(), damage.what()});
    }
    keep(detector);
    keep(collector);
    keep(editor, path);
}

void FileScanner::keep(audit::Detector& detector) {
    for (audit::Detection& detection : detector.take_detections()) {
        detection.finding.source = result_.sources.size() - 1;
        detection.finding.exposure.file = exposure_;
        result_.detections.push_back(std::move(detection));
    }
    for (const Skip& skip : detector.take_skips()) {
        result_.sources.back().skips.push_back({skip.at, base::printable(skip.reason)});
    }
}

void FileScanner::keep(audit::AccountCollector& collector) {
    for (audit::FoundAccount& found : collector.take_accounts()) {
        found.source = result_.sources.size() - 1;
        result_.accounts.push_back(std::move(found));
    }
}

void FileScanner::keep(audit::AccountEditor& editor, const std::string& path) {
    for (audit::FieldChange& change : editor.take_changes()) {
        result_.changes.push_back({result_.sources.size() - 1, std::move(change)});
        touch(path);
    }
}

// What mydumper's index says of the rows goes with them.
void FileScanner::touch(const std::string& path) {
    const bool is_new = result_.touched.insert(path).second;
    const BackupParts::Folder* folder = result_.parts.folder_of(path);
    if (!is_new || folder == nullptr || result_.parts.find(path) == nullptr) {
        return;
    }
    if (!folder->not_rewritable.empty()) {
        unreadable(path, {0, folder->not_rewritable});
    }
    const bool packed =
        path.find('!') != std::string::npos;  // then its index has to be read again on the way
    if (!folder->metadata.empty() || packed) {
        result_.touched.insert(folder->source);
    }
}

bool FileScanner::is_to_be_left(const std::string& path) {
    if (output_->touched == nullptr) {
        return false;
    }
    const auto next = output_->touched->lower_bound(path);
    return next == output_->touched->end() || !next->starts_with(path);
}

void FileScanner::unreadable(const std::string& path, const Skip& skip) {
    if (output_ != nullptr) {
        refuse_unread(path, skip);
    }
    if (context_.log != nullptr) {
        context_.log->unreadable(path, skip.reason);
    }
    const std::string name = base::printable(path);
    const bool known = !result_.sources.empty() && result_.sources.back().path == name;
    SourceFacts& facts = known ? result_.sources.back() : source(path, "unknown");
    facts.skips.push_back({skip.at, base::printable(skip.reason)});
}

void FileScanner::note(const std::string& path, const std::string& sentence) {
    if (!result_.sources.empty() && result_.sources.back().path.starts_with(base::printable(path))) {
        result_.sources.back().notes.push_back(sentence);
    }
}

void FileScanner::note_rows(const std::string& path) {
    const std::size_t end = path.rfind(".txt");
    const std::size_t start = path.find_last_of("/!") + 1;
    if (end != std::string::npos && end > start &&
        context_.index.names(RecordShape::row, path.substr(start, end - start))) {
        rows_beside_.push_back(path);
    }
}

void FileScanner::unknown(const std::string& path) {
    if (path.find('!') != std::string::npos) {
        result_.parts.passed(path);
        note_rows(path);
    }
    if (file_->named && path == file_->path) {
        const bool empty = outermost_->offset() + outermost_->bytes().size() == 0;
        unreadable(path, {0, empty ? path == "-" ? "is empty: did the command before it fail?" : "is empty"
                                   : "holds nothing that postern knows"});
        return;
    }
    ++result_.other_files;
    if (context_.log != nullptr) {
        context_.log->unknown(path);
    }
}

void FileScanner::packed_anew(const std::string& path, const std::string& why) {
    result_.packed_anew.emplace_back(path, why);
}

void FileScanner::restated(const std::string& /*path*/) {
    result_.is_restated = true;
}

SourceFacts& FileScanner::source(const std::string& path, std::string_view kind) {
    SourceFacts facts;
    facts.path = base::printable(path);
    facts.kind = kind;
    facts.modified = modified_;
    return result_.sources.emplace_back(std::move(facts));
}

}  // namespace postern::cli
