// The members of a tar archive, read forward.
#pragma once

#include <memory>

#include "target/archive.hpp"
#include "target/tar_member.hpp"

namespace postern::target {

// Reads on behind an end mark, as archives may be appended to each other.
class TarStream : public Archive {
public:
    explicit TarStream(base::ByteWindow& packed) : packed_(packed) {}

    std::optional<Member> next() override;
    Layer& member() override { return *member_; }
    const std::optional<Skip>& trailing_junk() const override { return junk_; }

private:
    bool find_header();

    base::ByteWindow& packed_;
    std::unique_ptr<TarMember> member_;
    bool ended_ = false;  // by a block of zeros
    std::optional<Skip> junk_;
};

}  // namespace postern::target
