// What stands around a ZIP member: its header and its data descriptor.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Source of the format: PKWARE APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.9, 4.3.12 and 4.5.3.
namespace postern::format {

inline constexpr std::string_view kZipLocalHeader = "PK\x03\x04";
inline constexpr std::size_t kZipSignatureSize = 4;
inline constexpr std::size_t kZipLocalHeaderSize = 30;  // without name and extra field
inline constexpr std::size_t kZipDescriptorLimit = 28;  // with what must be seen behind it

struct ZipLocalHeader {
    std::uint16_t flags = 0;
    std::uint16_t method = 0;
    std::uint32_t crc = 0;                // 0 when a data descriptor has it
    std::uint64_t compressed_size = 0;    // likewise
    std::uint64_t uncompressed_size = 0;  // likewise
    std::string name;
    std::size_t size = 0;  // of the whole header

    bool is_encrypted() const { return (flags & 1U) != 0; }
    bool has_descriptor() const { return (flags & 8U) != 0; }
};

// How many bytes the local header at the start of text takes; text holds at least
// kZipLocalHeaderSize bytes.
std::size_t zip_local_header_size(std::string_view text);

// The local header at the start of text, which holds all of it.
ZipLocalHeader parse_zip_local_header(std::string_view text);

struct ZipMemberFacts {
    std::uint32_t crc = 0;
    std::uint64_t compressed_size = 0;
    std::uint64_t uncompressed_size = 0;

    bool operator==(const ZipMemberFacts&) const = default;
};

// The same header for a member whose facts follow it in a descriptor. It has no zip64 field, so a reader
// expects the descriptor that zip_descriptor() gives.
std::string zip_header_before_descriptor(std::string_view header);

// The same header, stating these facts; no descriptor follows. It has a zip64 field where it had
// one for them, or needs it.
std::string zip_header_with_facts(std::string_view header, const ZipMemberFacts& facts);

// With 8-byte sizes where one needs them, as Java writes and reads it.
std::string zip_descriptor(const ZipMemberFacts& facts);

// Size of the data descriptor at the start of text when it states exactly these facts: 12 to 24
// bytes, as its signature is optional and its sizes take 4 or 8 bytes each (Java writes 8 for a
// member of 4 GiB or more without saying so in the header). nullopt when it does not. text holds
// kZipDescriptorLimit bytes, or all there are.
std::optional<std::size_t> zip_descriptor_size(std::string_view text, const ZipMemberFacts& facts);

// The same by what follows it alone, for a member that was not unpacked.
std::optional<std::size_t> zip_descriptor_size(std::string_view text);

// What a descriptor of this size states.
ZipMemberFacts parse_zip_descriptor(std::string_view descriptor);

}  // namespace postern::format
