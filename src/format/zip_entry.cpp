#include "format/zip_entry.hpp"

namespace postern::format {

namespace {

constexpr std::uint32_t kInExtraField = 0xFFFFFFFF;
constexpr std::uint16_t kZip64Extra = 0x0001;

std::uint64_t little_endian(std::string_view text, std::size_t at, std::size_t bytes) {
    std::uint64_t value = 0;
    for (std::size_t i = bytes; i-- > 0;) {
        value = value << 8 | static_cast<unsigned char>(text[at + i]);
    }
    return value;
}

std::uint16_t u16(std::string_view text, std::size_t at) {
    return static_cast<std::uint16_t>(little_endian(text, at, 2));
}

std::uint32_t u32(std::string_view text, std::size_t at) {
    return static_cast<std::uint32_t>(little_endian(text, at, 4));
}

// Only the sizes that did not fit stand in the zip64 field, in this order.
void read_zip64_sizes(std::string_view extra, ZipLocalHeader& header) {
    while (extra.size() >= 4) {
        const std::uint16_t id = u16(extra, 0);
        const std::size_t length = u16(extra, 2);
        if (length > extra.size() - 4) {
            return;
        }
        std::string_view field = extra.substr(4, length);
        if (id == kZip64Extra) {
            for (std::uint64_t* size : {&header.uncompressed_size, &header.compressed_size}) {
                if (*size == kInExtraField && field.size() >= 8) {
                    *size = little_endian(field, 0, 8);
                    field.remove_prefix(8);
                }
            }
        }
        extra.remove_prefix(4 + length);
    }
}

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
    read_zip64_sizes(text.substr(kZipLocalHeaderSize + name_length, u16(text, 28)), header);
    header.size = zip_local_header_size(text);
    return header;
}

std::size_t zip_central_header_size(std::string_view text) {
    return kZipCentralHeaderSize + u16(text, 28) + u16(text, 30) + u16(text, 32);
}

std::optional<std::size_t> zip_descriptor_size(std::string_view text) {
    const std::size_t signature = text.substr(0, 4) == "PK\x07\x08" ? 4 : 0;
    for (const std::size_t size : {signature + 12, signature + 20}) {
        if (size <= text.size() && opens_next_record(text.substr(size))) {
            return size;
        }
    }
    return std::nullopt;
}

std::uint64_t zip_end_record_size(std::string_view text) {
    if (text.starts_with("PK\x05\x06") && text.size() >= kZipEndSize) {
        return kZipEndSize + u16(text, 20);
    }
    if (text.starts_with("PK\x06\x06") && text.size() >= 12) {
        return 12 + little_endian(text, 4, 8);
    }
    if (text.starts_with("PK\x06\x07")) {
        return 20;
    }
    return text.starts_with("PK\x05\x05") && text.size() >= 6 ? 6 + u16(text, 4) : 0;
}

bool is_zip_end(std::string_view text) {
    return text.starts_with("PK\x05\x06") || text.starts_with("PK\x06\x06") || text.starts_with("PK\x05\x05");
}

std::optional<std::size_t> zip_descriptor_size(std::string_view text, const ZipMemberFacts& facts) {
    const std::size_t signature = text.substr(0, 4) == "PK\x07\x08" ? 4 : 0;
    for (const std::size_t width : {4U, 8U}) {
        const std::size_t size = signature + 4 + 2 * width;
        if (states(text.substr(signature), width, facts) && opens_next_record(text.substr(size))) {
            return size;
        }
    }
    return std::nullopt;
}

}  // namespace postern::format
