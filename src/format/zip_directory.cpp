#include "format/zip_directory.hpp"

#include <algorithm>
#include <vector>

#include "base/byte_stream.hpp"
#include "format/little_endian.hpp"
#include "format/zip_extra.hpp"

namespace postern::format {

namespace {

constexpr std::uint16_t kDescriptorFlag = 8;
constexpr std::uint16_t kVersionWithZip64 = 45;
constexpr std::uint16_t kNoMoreMembersFit = 0xFFFF;
constexpr std::size_t kExtraLimit = 0xFFFF;

// Where a central header keeps what zip64 may hold in its stead, in the order of that field.
constexpr std::size_t kUncompressedSizeAt = 24;
constexpr std::size_t kCompressedSizeAt = 20;
constexpr std::size_t kOffsetAt = 42;
constexpr std::size_t kDiskAt = 34;

std::size_t extra_at(std::string_view header) {
    return kZipCentralHeaderSize + u16(header, 28);
}

std::string_view extra_of(std::string_view header) {
    return header.substr(extra_at(header), u16(header, 30));
}

}  // namespace

std::size_t zip_central_header_size(std::string_view text) {
    return kZipCentralHeaderSize + u16(text, 28) + u16(text, 30) + u16(text, 32);
}

ZipListed parse_zip_central_header(std::string_view text) {
    ZipListed listed;
    listed.name = text.substr(kZipCentralHeaderSize, u16(text, 28));
    listed.facts = {u32(text, 16), u32(text, kCompressedSizeAt), u32(text, kUncompressedSizeAt)};
    listed.offset = u32(text, kOffsetAt);
    read_zip64(extra_of(text),
               {&listed.facts.uncompressed_size, &listed.facts.compressed_size, &listed.offset});
    return listed;
}

std::string changed_zip_central_header(std::string_view header, std::uint64_t offset,
                                       const std::optional<ZipRepacked>& repacked) {
    const ZipMemberFacts facts = repacked ? repacked->facts : parse_zip_central_header(header).facts;
    std::string changed(header.substr(0, extra_at(header)));
    std::vector<std::uint64_t> zip64;
    const auto state = [&](std::size_t at, std::uint64_t value) {
        if (value >= kInZip64 || u32(header, at) == kInZip64) {
            zip64.push_back(value);
            value = kInZip64;
        }
        put_little_endian(changed, at, 4, value);
    };
    state(kUncompressedSizeAt, facts.uncompressed_size);
    state(kCompressedSizeAt, facts.compressed_size);
    state(kOffsetAt, offset);
    put_little_endian(changed, 16, 4, facts.crc);
    if (repacked) {
        const int flags = u16(header, 8) & ~kDescriptorFlag;
        put_little_endian(changed, 8, 2,
                          static_cast<unsigned>(flags | (repacked->has_descriptor ? kDescriptorFlag : 0)));
    }
    if (!zip64.empty()) {
        put_little_endian(changed, 6, 2, std::max(u16(header, 6), kVersionWithZip64));
    }
    const std::string extra = with_zip64(extra_of(header), zip64);
    if (u16(header, kDiskAt) == 0xFFFF || extra.size() > kExtraLimit) {
        throw base::DamagedInput("a member's entry in the list of members cannot be changed");
    }
    put_little_endian(changed, 30, 2, extra.size());
    return changed.append(extra).append(header.substr(extra_at(header) + u16(header, 30)));
}

std::size_t zip_directory_signature_size(std::string_view text) {
    return kZipDirectorySignatureSize + u16(text, 4);
}

ZipEnd parse_zip_end(std::string_view text, const std::optional<ZipEnd>& zip64) {
    ZipEnd end{u16(text, 10), u32(text, 12), u32(text, 16)};
    if (zip64) {
        end.members = end.members == kNoMoreMembersFit ? zip64->members : end.members;
        end.size = end.size == kInZip64 ? zip64->size : end.size;
        end.offset = end.offset == kInZip64 ? zip64->offset : end.offset;
    }
    return end;
}

std::size_t zip_end_comment_size(std::string_view text) {
    return u16(text, 20);
}

ZipEnd parse_zip64_end(std::string_view text) {
    return {little_endian(text, 32, 8), little_endian(text, 40, 8), little_endian(text, 48, 8)};
}

std::uint64_t zip64_end_size(std::string_view text) {
    return 12 + little_endian(text, 4, 8);
}

std::uint64_t parse_zip64_locator(std::string_view text) {
    return little_endian(text, 8, 8);
}

// A field that pointed to zip64 goes on doing so.
std::string changed_zip_end(std::string_view text, const ZipEnd& end) {
    std::string changed(text.substr(0, kZipEndSize));
    const auto state = [&](std::size_t at, std::uint64_t value) {
        if (u32(text, at) != kInZip64) {
            put_little_endian(changed, at, 4, std::min<std::uint64_t>(value, kInZip64));
        }
    };
    state(12, end.size);
    state(16, end.offset);
    return changed;
}

bool needs_zip64_end(const ZipEnd& end) {
    return end.size >= kInZip64 || end.offset >= kInZip64;
}

std::string changed_zip64_end(std::string_view text, const ZipEnd& end) {
    std::string changed(text.substr(0, kZip64EndSize));
    put_little_endian(changed, 40, 8, end.size);
    put_little_endian(changed, 48, 8, end.offset);
    return changed;
}

std::string changed_zip64_locator(std::string_view text, std::uint64_t zip64_end_offset) {
    std::string changed(text.substr(0, kZip64LocatorSize));
    put_little_endian(changed, 8, 8, zip64_end_offset);
    return changed;
}

std::string zip64_end_and_locator(const ZipEnd& end, std::uint64_t zip64_end_offset) {
    std::string text(kZip64End);
    append_little_endian(text, 8, kZip64EndSize - 12);
    append_little_endian(text, 2, kVersionWithZip64);
    append_little_endian(text, 2, kVersionWithZip64);
    append_little_endian(text, 8, 0);  // this disk, and the list's
    append_little_endian(text, 8, end.members);
    append_little_endian(text, 8, end.members);
    append_little_endian(text, 8, end.size);
    append_little_endian(text, 8, end.offset);
    text += kZip64Locator;
    append_little_endian(text, 4, 0);
    append_little_endian(text, 8, zip64_end_offset);
    append_little_endian(text, 4, 1);
    return text;
}

}  // namespace postern::format
