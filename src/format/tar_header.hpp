// The header block of a tar member.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

// Source of the format: POSIX.1-2017, pax, "ustar Interchange Format"; GNU tar's manual, "Basic Tar Format".
namespace postern::format {

inline constexpr std::size_t kTarBlockSize = 512;

struct TarHeader {
    std::string name;
    char type = '0';
    std::uint64_t size = 0;     // of the data behind it
    bool is_continued = false;  // by blocks that tell more holes of a sparse file
};

// Whether head starts like a tar archive: by its mark, or by the checksum where older programs left no mark.
bool is_tar_header(std::string_view head);

// Of one block.
bool tar_checksum_fits(std::string_view block);

// Throws DamagedInput. Links, folders and devices have no data, whatever their size says; for a link that may
// have, its size is told.
TarHeader parse_tar_header(std::string_view block);

// Whether the list of holes goes on behind this block, which is no header but holds a part of it.
bool tar_holes_continue(std::string_view block);

// The same header for data of another size, its number written as it was where it fits.
std::string tar_header_with_size(std::string_view block, std::uint64_t size);

// How many zero bytes follow data of this size.
std::size_t tar_padding(std::uint64_t size);

}  // namespace postern::format
