// What stands in front of a tar member's data: its header, and those that say more about it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/byte_window.hpp"

namespace postern::target {

struct TarHead {
    std::string blocks;  // all of them, as they came
    std::string name;
    std::uint64_t size = 0;  // of the data
    bool has_text = true;    // false: a folder, a link, a device
    std::optional<std::string> unreadable;
    std::optional<std::size_t> size_in_pax;  // where in blocks the pax header is that states the size
};

// Takes it from the window's front, where a header is in sight. Throws DamagedInput.
TarHead take_tar_head(base::ByteWindow& window);

// The blocks of the same member with data of another size.
std::string tar_blocks_with_size(const TarHead& head, std::uint64_t size);

}  // namespace postern::target
