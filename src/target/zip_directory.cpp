#include "target/zip_directory.hpp"

namespace postern::target {

namespace {

[[noreturn]] void fail_short() {
    throw base::DamagedInput("the archive ends inside its list of members: cut short");
}

}  // namespace

bool ZipDirectory::see(std::size_t count) {
    while (packed_.bytes().size() < count) {
        if (!packed_.more()) {
            return false;
        }
    }
    return true;
}

void ZipDirectory::require(std::size_t count) {
    if (!see(count)) {
        fail_short();
    }
}

void ZipDirectory::pass_bytes(std::uint64_t count) {
    if (!packed_.pass(count)) {
        fail_short();
    }
}

void ZipDirectory::replace(std::size_t count, const std::string& replacement) {
    packed_.replace(count, replacement);
    growth_ += static_cast<std::int64_t>(replacement.size()) - static_cast<std::int64_t>(count);
}

void ZipDirectory::check(bool agrees) const {
    if (!agrees) {
        throw base::DamagedInput("the archive's end says otherwise where its list of members is");
    }
}

void ZipDirectory::pass() {
    growth_ = index_.growth();
    found_.offset = offset();
    moved_.offset = moved_offset();
    while (see(format::kZipSignatureSize) && packed_.bytes().starts_with(format::kZipCentralHeader)) {
        pass_central_header();
    }
    found_.size = offset() - found_.offset;
    moved_.size = moved_offset() - moved_.offset;
    moved_.members = found_.members;
    require(format::kZipSignatureSize);
    if (packed_.bytes().starts_with(format::kZipDirectorySignature)) {
        pass_signature();
    }
    if (packed_.bytes().starts_with(format::kZip64End)) {
        pass_zip64_end();
    }
    if (packed_.bytes().starts_with(format::kZip64Locator)) {
        pass_locator();
    }
    pass_end();
    index_.check_all_placed();
}

void ZipDirectory::pass_central_header() {
    require(format::kZipCentralHeaderSize);
    const std::size_t size = format::zip_central_header_size(packed_.bytes());
    require(size);
    const std::string_view header = packed_.bytes().substr(0, size);
    const format::ZipListed listed = format::parse_zip_central_header(header);
    const ZipIndex::Placed placed = index_.place(listed);
    ++found_.members;
    if (placed.offset == listed.offset && !placed.repacked) {
        packed_.consume(size);
    } else {
        replace(size, format::changed_zip_central_header(header, placed.offset, placed.repacked));
    }
}

// It no longer fits a list that was changed, which is no worse than none.
void ZipDirectory::pass_signature() {
    require(format::kZipDirectorySignatureSize);
    const std::size_t size = format::zip_directory_signature_size(packed_.bytes());
    require(size + format::kZipSignatureSize);
    packed_.consume(size);
}

void ZipDirectory::pass_zip64_end() {
    require(format::kZip64EndSize);
    zip64_ = format::parse_zip64_end(packed_.bytes());
    const std::uint64_t size = format::zip64_end_size(packed_.bytes());
    check(*zip64_ == found_ && size >= format::kZip64EndSize);
    zip64_end_offset_ = offset();
    moved_zip64_end_offset_ = moved_offset();
    replace(format::kZip64EndSize, format::changed_zip64_end(packed_.bytes(), moved_));
    pass_bytes(size - format::kZip64EndSize);
    require(format::kZipSignatureSize);
}

void ZipDirectory::pass_locator() {
    require(format::kZip64LocatorSize);
    check(zip64_ && format::parse_zip64_locator(packed_.bytes()) == zip64_end_offset_);
    replace(format::kZip64LocatorSize,
            format::changed_zip64_locator(packed_.bytes(), moved_zip64_end_offset_));
}

void ZipDirectory::pass_end() {
    require(format::kZipEndSize);
    if (!packed_.bytes().starts_with(format::kZipEnd)) {
        throw base::DamagedInput(
            "the archive is damaged: no member and no list of members where one must be");
    }
    const format::ZipEnd end = format::parse_zip_end(packed_.bytes(), zip64_);
    // Without zip64 some writers count on from 0 behind the 65535th member.
    check(end.offset == found_.offset && end.size == found_.size &&
          (end.members & 0xFFFF) == (found_.members & 0xFFFF));
    if (!zip64_ && format::needs_zip64_end(moved_)) {
        replace(0, format::zip64_end_and_locator(moved_, moved_offset()));
    }
    const std::size_t comment = format::zip_end_comment_size(packed_.bytes());
    replace(format::kZipEndSize, format::changed_zip_end(packed_.bytes(), moved_));
    pass_bytes(comment);
}

}  // namespace postern::target
