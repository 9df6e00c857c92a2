#include "format/zip_entry.hpp"

#include <algorithm>
#include <vector>

#include "format/little_endian.hpp"
#include "format/zip_extra.hpp"

namespace postern::format {

namespace {

constexpr std::string_view kDescriptor = "PK\x07\x08";
constexpr std::uint16_t kDescriptorFlag = 8;
constexpr std::uint16_t kVersionWithDescriptor = 20;
constexpr std::uint16_t kVersionWithZip64 = 45;

bool opens_next_record(std::string_view text) {
    return text.size() >= 4 && text.substr(0, 2) == "PK" &&
           (text.substr(2, 2) == "\x03\x04" || text.substr(2, 2) == "\x01\x02" ||
            text.substr(2, 2) == "\x05\x06" || text.substr(2, 2) == "\x06\x06" ||
            text.substr(2, 2) == "\x06\x08");
}

bool states(std::string_view text, std::size_t width, const ZipMemberFacts& facts) {
    const std::uint64_t mask = width == 8 ? ~std::uint64_t{0} : 0xFFFFFFFF;
    return text.size() >= 4 + 2 * width && u32(text, 0) == facts.crc &&
           little_endian(text, 4, width) == (facts.compressed_size & mask) &&
           little_endian(text, 4 + width, width) == (facts.uncompressed_size & mask);
}

std::size_t signature_size(std::string_view descriptor) {
    return descriptor.starts_with(kDescriptor) ? kDescriptor.size() : 0;
}

// The header with these values in its fields and this extra field.
std::string changed_header(std::string_view header, std::uint16_t flags, const ZipMemberFacts& stated,
                           const std::vector<std::uint64_t>& zip64) {
    const std::size_t extra_at = kZipLocalHeaderSize + u16(header, 26);
    const std::string extra = with_zip64(header.substr(extra_at), zip64);
    std::string changed(header.substr(0, extra_at));
    const std::uint16_t version = zip64.empty() ? kVersionWithDescriptor : kVersionWithZip64;
    put_little_endian(changed, 4, 2, std::max(u16(header, 4), version));
    put_little_endian(changed, 6, 2, flags);
    put_little_endian(changed, 14, 4, stated.crc);
    put_little_endian(changed, 18, 4, stated.compressed_size);
    put_little_endian(changed, 22, 4, stated.uncompressed_size);
    put_little_endian(changed, 28, 2, extra.size());
    return changed + extra;
}

}  // namespace

std::size_t zip_local_header_size(std::string_view text) {
    return kZipLocalHeaderSize + u16(text, 26) + u16(text, 28);
}

ZipLocalHeader parse_zip_local_header(std::string_view text) {
    ZipLocalHeader header;
    header.flags = u16(text, 6);
    header.method = u16(text, 8);
    header.crc = u32(text, 14);
    header.compressed_size = u32(text, 18);
    header.uncompressed_size = u32(text, 22);
    const std::size_t name_length = u16(text, 26);
    header.name = text.substr(kZipLocalHeaderSize, name_length);
    read_zip64(text.substr(kZipLocalHeaderSize + name_length, u16(text, 28)),
               {&header.uncompressed_size, &header.compressed_size});
    header.size = zip_local_header_size(text);
    return header;
}

std::string zip_header_before_descriptor(std::string_view header) {
    return changed_header(header, u16(header, 6) | kDescriptorFlag, {}, {});
}

std::string zip_header_with_facts(std::string_view header, const ZipMemberFacts& facts) {
    const auto flags = static_cast<std::uint16_t>(u16(header, 6) & ~kDescriptorFlag);
    const bool was_in_zip64 = u32(header, 18) == kInZip64 && u32(header, 22) == kInZip64;
    if (!was_in_zip64 && facts.compressed_size < kInZip64 && facts.uncompressed_size < kInZip64) {
        return changed_header(header, flags, facts, {});
    }
    return changed_header(header, flags, {facts.crc, kInZip64, kInZip64},
                          {facts.uncompressed_size, facts.compressed_size});
}

std::string zip_descriptor(const ZipMemberFacts& facts) {
    const bool large = facts.compressed_size > kInZip64 || facts.uncompressed_size > kInZip64;
    std::string text(kDescriptor);
    append_little_endian(text, 4, facts.crc);
    append_little_endian(text, large ? 8 : 4, facts.compressed_size);
    append_little_endian(text, large ? 8 : 4, facts.uncompressed_size);
    return text;
}

std::optional<std::size_t> zip_descriptor_size(std::string_view text) {
    const std::size_t signature = signature_size(text);
    for (const std::size_t size : {signature + 12, signature + 20}) {
        if (size <= text.size() && opens_next_record(text.substr(size))) {
            return size;
        }
    }
    return std::nullopt;
}

std::optional<std::size_t> zip_descriptor_size(std::string_view text, const ZipMemberFacts& facts) {
    const std::size_t signature = signature_size(text);
    for (const std::size_t width : {4U, 8U}) {
        const std::size_t size = signature + 4 + 2 * width;
        if (states(text.substr(signature), width, facts) && opens_next_record(text.substr(size))) {
            return size;
        }
    }
    return std::nullopt;
}

ZipMemberFacts parse_zip_descriptor(std::string_view descriptor) {
    descriptor.remove_prefix(signature_size(descriptor));
    const std::size_t width = (descriptor.size() - 4) / 2;
    return {u32(descriptor, 0), little_endian(descriptor, 4, width),
            little_endian(descriptor, 4 + width, width)};
}

}  // namespace postern::format
