#include "cli/file_writer.hpp"

#include <vector>

#include "base/file_input.hpp"
#include "base/text.hpp"
#include "cli/output_check.hpp"
#include "compression/splice_failed.hpp"
#include "postern/error.hpp"

namespace postern::cli {

namespace {

void copy(const std::string& path, base::ByteSink& sink, base::Progress& progress) {
    try {
        base::FileInput input(path);
        std::vector<char> buffer(1024 * 1024);
        while (const std::size_t count = input.read(buffer)) {
            progress.advance(count);
            sink.write({buffer.data(), count});
        }
    } catch (const base::DamagedInput& damage) {
        throw Error(ErrorKind::failed, base::printable(path) + ": " + damage.what());
    }
}

void refuse_changed(const std::string& path) {
    throw Error(ErrorKind::failed, base::printable(path) + ": changed while it was read",
                "wait until nothing writes to it, then run this again");
}

// What was found in it would say nothing of what it is now.
void check_unchanged(const PlannedFile& planned) {
    if (planned.state && base::file_state(planned.file.path) != planned.state) {
        refuse_changed(planned.file.path);
    }
}

void refuse_unproven(const std::string& path, const std::string& what) {
    throw Error(ErrorKind::failed,
                base::printable(path) + ": what was written does not read as it should: " + what,
                "this is a fault of postern: please report it, with the kind of the backup");
}

void check_result(const PlannedFile& planned, const FileResult& written, const FileResult& read_again) {
    const std::string& path = planned.file.path;
    if (planned.is_read && written.changes.size() != planned.found.changes.size()) {
        refuse_changed(path);
    }
    for (const SourceFacts& source : read_again.sources) {
        if (!source.skips.empty()) {
            refuse_unproven(path, source.path + ": " + source.skips.front().reason);
        }
    }
    if (!read_again.changes.empty()) {
        const Locator& place = read_again.changes.front().change.place;
        refuse_unproven(path, base::printable(place.table) + ", " + base::printable(place.field) +
                                  " is still to be changed");
    }
    const FileResult& all = planned.is_read && planned.parts == nullptr ? planned.found : written;
    if (all.sources.size() != read_again.sources.size()) {
        refuse_unproven(path, "it holds another number of parts");
    }
}

}  // namespace

FileResult write_file_anew(const PlannedFile& planned, const ScanContext& context, base::ByteSink& sink,
                           const FileWriting& how) {
    if (planned.is_read && !planned.changes()) {
        copy(planned.file.path, sink, context.progress);
        check_unchanged(planned);
        return {};
    }
    const BackupParts* known = planned.parts != nullptr ? planned.parts
                               : planned.is_read        ? &planned.found.parts
                                                        : nullptr;
    const auto write = [&](base::ByteSink& output) {
        return FileScanner(context).rewrite(
            planned.file, {output, planned.is_read ? &planned.found.touched : nullptr, known, how.packing});
    };
    if (!how.reads_again) {
        FileResult written = write(sink);
        check_unchanged(planned);
        written.is_trusted = true;
        return written;
    }
    FileResult read_again;
    base::Progress none(false, 0);
    const ScanContext check_context{context.rules, context.index, context.relay, context.digest,
                                    none,          false,         std::nullopt,  context.purpose};
    OutputCheck check(sink, [&](base::ByteSource& source) {
        read_again = FileScanner(check_context)
                         .scan_stream(planned.file.path, source,
                                      planned.parts != nullptr ? *planned.parts : planned.found.parts);
    });
    FileResult written = write(check);
    check.finish();
    check_unchanged(planned);
    check_result(planned, written, read_again);
    return written;
}

WrittenFile write_file_anew(const PlannedFile& planned, const ScanContext& context,
                            const std::function<std::unique_ptr<base::AtomicFile>()>& open, FileWriting how) {
    if (!how.can_begin_again) {
        auto file = open();
        FileResult written = write_file_anew(planned, context, *file, {how.packing, true});
        return {std::move(file), std::move(written)};
    }
    try {
        auto file = open();
        FileResult written = write_file_anew(planned, context, *file, how);
        if (how.reads_again || written.packed_anew.empty()) {
            return {std::move(file), std::move(written)};
        }
        how.reads_again = true;
    } catch (const compression::SpliceFailed& failed) {
        if (how.packing == target::Packing::anew || planned.file.path == "-") {
            throw;
        }
        auto file = open();
        FileResult written = write_file_anew(planned, context, *file, {target::Packing::anew, true});
        written.packed_anew.emplace_back(planned.file.path, failed.what());
        return {std::move(file), std::move(written)};
    }
    return write_file_anew(planned, context, open, how);
}

}  // namespace postern::cli
