// The list of members that a ZIP file ends with.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "format/zip_entry.hpp"

// Source of the format: PKWARE APPNOTE.TXT 6.3.10, sections 4.3.12 to 4.3.16.
namespace postern::format {

inline constexpr std::string_view kZipCentralHeader = "PK\x01\x02";
inline constexpr std::string_view kZipDirectorySignature = "PK\x05\x05";
inline constexpr std::string_view kZip64End = "PK\x06\x06";
inline constexpr std::string_view kZip64Locator = "PK\x06\x07";
inline constexpr std::string_view kZipEnd = "PK\x05\x06";

inline constexpr std::size_t kZipCentralHeaderSize = 46;      // without name, extra field and comment
inline constexpr std::size_t kZipDirectorySignatureSize = 6;  // without its data
inline constexpr std::size_t kZip64EndSize = 56;              // without what may follow in it
inline constexpr std::size_t kZip64LocatorSize = 20;
inline constexpr std::size_t kZipEndSize = 22;  // without comment

// What the list says of one member.
struct ZipListed {
    std::string name;
    ZipMemberFacts facts;
    std::uint64_t offset = 0;  // of the local header
};

// How many bytes the central header at the start of text takes; text holds at least
// kZipCentralHeaderSize bytes.
std::size_t zip_central_header_size(std::string_view text);

// The central header that text is.
ZipListed parse_zip_central_header(std::string_view text);

// What a member is once it was packed anew.
struct ZipRepacked {
    ZipMemberFacts facts;
    bool has_descriptor = false;
};

// The same central header for a member at this place. What stood in a zip64 field stays there, and what fits
// no more goes there. Throws DamagedInput when there is no room for that.
std::string changed_zip_central_header(std::string_view header, std::uint64_t offset,
                                       const std::optional<ZipRepacked>& repacked);

// text holds kZipDirectorySignatureSize bytes.
std::size_t zip_directory_signature_size(std::string_view text);

// What the end records say of the list.
struct ZipEnd {
    std::uint64_t members = 0;
    std::uint64_t size = 0;    // of the central headers
    std::uint64_t offset = 0;  // of the first

    bool operator==(const ZipEnd&) const = default;
};

// text holds kZipEndSize bytes; a field that cannot hold its value is filled from `zip64`.
ZipEnd parse_zip_end(std::string_view text, const std::optional<ZipEnd>& zip64);
std::size_t zip_end_comment_size(std::string_view text);

// text holds kZip64EndSize bytes.
ZipEnd parse_zip64_end(std::string_view text);
std::uint64_t zip64_end_size(std::string_view text);

// Where the zip64 end record is; text holds kZip64LocatorSize bytes.
std::uint64_t parse_zip64_locator(std::string_view text);

// The same records for a list that has moved. Whether it needs zip64 records shows in the answer's fields.
std::string changed_zip_end(std::string_view text, const ZipEnd& end);
bool needs_zip64_end(const ZipEnd& end);
std::string changed_zip64_end(std::string_view text, const ZipEnd& end);
std::string changed_zip64_locator(std::string_view text, std::uint64_t zip64_end_offset);

// Both, for an archive that had none.
std::string zip64_end_and_locator(const ZipEnd& end, std::uint64_t zip64_end_offset);

}  // namespace postern::format
