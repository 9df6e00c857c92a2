#include "cli/file_scanner.hpp"

#include <filesystem>
#include <new>
#include <system_error>

#include "audit/layout_guess.hpp"
#include "base/text.hpp"
#include "cli/source_factory.hpp"
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

// What lies below /etc is this host's own configuration. A copy under another name has no master.cf of its
// own.
std::optional<source::PostfixPlace> place_of(const std::string& path) {
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
    place_ = source::PostfixPlace{folder, true};
    content(name, target::ContentKind::postfix_main_cf, window);
    return std::move(result_);
}

FileResult FileScanner::scan(const target::FoundFile& file) {
    file_ = &file;
    context_.progress.working_on(file.path);
    try {
        open(file);
    } catch (const base::DamagedInput& damage) {
        unreadable(file.path, {0, damage.what()});
    } catch (const std::bad_alloc&) {
        unreadable(file.path, {0, "needs more memory than there is: not read to its end"});
    }
    return std::move(result_);
}

void FileScanner::open(const target::FoundFile& file) {
    base::FileInput input = open_input(file.path);
    exposure_ = exposure_of(file.path, input.facts());
    CountedInput counted(input, context_.progress);
    base::ByteWindow window(counted);
    outermost_ = &window;
    place_ = place_of(file.path);
    target::Unpacker(*this).open(file.path, window);
}

void FileScanner::content(const std::string& path, target::ContentKind kind, base::ByteWindow& window) {
    SourceFacts& facts = source(path, target::kind_name(kind));
    audit::Detector detector(context_.index, context_.relay, context_.digest, context_.role);
    audit::AccountCollector collector(detector, context_.index);
    RecordSink& last = context_.keep_accounts ? static_cast<RecordSink&>(collector) : detector;
    source::XstreamExpander expander(last, context_.rules);
    audit::LayoutGuess guess(expander, context_.index);
    try {
        make_source(kind, window, &window == outermost_ ? place_ : std::nullopt)->read(guess);
    } catch (const base::DamagedInput& damage) {
        detector.skip({window.offset(), damage.what()});
    }
    facts.bytes = window.offset() + window.bytes().size();
    keep(detector);
    keep(collector);
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

void FileScanner::unreadable(const std::string& path, const Skip& skip) {
    const std::string name = base::printable(path);
    const bool known = !result_.sources.empty() && result_.sources.back().path == name;
    SourceFacts& facts = known ? result_.sources.back() : source(path, "unknown");
    facts.skips.push_back({skip.at, base::printable(skip.reason)});
}

void FileScanner::unknown(const std::string& path) {
    if (file_->named && path == file_->path) {
        unreadable(path, {0, "holds nothing that postern knows"});
    } else {
        ++result_.other_files;
    }
}

SourceFacts& FileScanner::source(const std::string& path, std::string_view kind) {
    SourceFacts facts;
    facts.path = base::printable(path);
    facts.kind = kind;
    return result_.sources.emplace_back(std::move(facts));
}

}  // namespace postern::cli
