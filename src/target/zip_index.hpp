// The members found in a ZIP file, against the list at its end.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "format/zip_directory.hpp"

namespace postern::target {

// Remembers 16 bytes of each member, and more only of those that were packed anew.
class ZipIndex {
public:
    // The next member as it was found, counted from the archive's start.
    void add(const format::ZipListed& found);

    // That it was packed anew, into as many bytes more.
    void add_repacked(const format::ZipRepacked& repacked, std::int64_t growth);

    // How far what follows the members has moved.
    std::int64_t growth() const { return repacked_.empty() ? 0 : repacked_.back().growth; }

    struct Placed {
        std::uint64_t offset = 0;  // where the member stands in the output
        std::optional<format::ZipRepacked> repacked;
    };

    // Of a member that the list names. Throws DamagedInput when no member was found so, or it was named
    // before.
    Placed place(const format::ZipListed& listed);

    // Throws DamagedInput when the list named fewer members than were found.
    void check_all_placed() const;

    std::uint64_t size() const { return found_.size(); }

private:
    struct Found {
        std::uint64_t offset;
        std::uint64_t digest;  // of the name and the facts
    };
    struct Repacked {
        std::uint64_t offset;
        format::ZipRepacked repacked;
        std::int64_t growth;  // of the archive, with this member
    };

    std::deque<Found> found_;  // which moves nothing when it grows
    std::vector<bool> placed_;
    std::uint64_t placed_count_ = 0;
    std::vector<Repacked> repacked_;
};

}  // namespace postern::target
