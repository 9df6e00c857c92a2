// The members of a ZIP file, read forward.
#pragma once

#include <cstdint>
#include <memory>

#include "compression/expansion_guard.hpp"
#include "target/archive.hpp"
#include "target/zip_index.hpp"
#include "target/zip_member.hpp"

namespace postern::target {

// Needs no seeking, so it reads a ZIP within a ZIP and standard input alike. Every member's checksum and
// lengths are compared, and the list at the end with what was found.
class ZipStream : public Archive {
public:
    ZipStream(base::ByteWindow& packed, compression::ExpansionGuard& guard, Packing packing)
        : packed_(packed), guard_(guard), packing_(packing), start_(packed.offset()) {}

    std::optional<Member> next() override;
    Layer& member() override { return *member_; }
    const std::optional<Skip>& trailing_junk() const override { return junk_; }

private:
    bool see(std::size_t count);
    void require(std::size_t count, const char* what);
    void end_member();
    void look_behind_end();

    base::ByteWindow& packed_;
    compression::ExpansionGuard& guard_;
    Packing packing_;
    std::uint64_t start_;
    std::uint64_t member_offset_ = 0;
    std::unique_ptr<ZipMember> member_;
    ZipIndex index_;
    std::optional<Skip> junk_;
};

}  // namespace postern::target
