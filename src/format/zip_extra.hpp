// The extra field of a ZIP header: tagged parts, of which zip64 holds what does not fit the header.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

// Source of the format: PKWARE APPNOTE.TXT 6.3.10, sections 4.5.1 and 4.5.3.
namespace postern::format {

inline constexpr std::uint32_t kInZip64 = 0xFFFFFFFF;  // stands in a header for what zip64 holds

// Fills in the values that the header could not hold, which are those that are kInZip64, in the order of the
// field: uncompressed size, compressed size, offset of the header.
void read_zip64(std::string_view extra, std::initializer_list<std::uint64_t*> values);

// The same parts, with these values in the zip64 part, which stays where it was or comes first; without any
// there is none. What follows the last whole part stays.
std::string with_zip64(std::string_view extra, const std::vector<std::uint64_t>& values);

}  // namespace postern::format
