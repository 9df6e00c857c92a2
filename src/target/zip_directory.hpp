// The list of members at the end of a ZIP file: compared with what was found, and moved with it.
#pragma once

#include "base/byte_window.hpp"
#include "target/zip_index.hpp"

namespace postern::target {

class ZipDirectory {
public:
    // The archive starts `start` bytes into the window; its members were let go of.
    ZipDirectory(base::ByteWindow& packed, ZipIndex& index, std::uint64_t start)
        : packed_(packed), index_(index), start_(start) {}

    // Lets go of the list and of the records behind it: as they came, but for what is no longer true. Throws
    // DamagedInput where they do not agree with what was found, or are cut short.
    void pass();

private:
    bool see(std::size_t count);
    void require(std::size_t count);
    void pass_bytes(std::uint64_t count);
    void pass_central_header();
    void pass_signature();
    void pass_zip64_end();
    void pass_locator();
    void pass_end();
    void replace(std::size_t count, const std::string& replacement);
    void check(bool agrees) const;
    std::uint64_t offset() const { return packed_.offset() - start_; }
    std::uint64_t moved_offset() const { return offset() + static_cast<std::uint64_t>(growth_); }

    base::ByteWindow& packed_;
    ZipIndex& index_;
    std::uint64_t start_;
    std::int64_t growth_ = 0;  // of all that was let go of
    format::ZipEnd found_;
    format::ZipEnd moved_;  // the same in the output
    std::optional<format::ZipEnd> zip64_;
    std::uint64_t zip64_end_offset_ = 0;
    std::uint64_t moved_zip64_end_offset_ = 0;
};

}  // namespace postern::target
