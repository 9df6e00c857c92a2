// The text of a gzip file.
#pragma once

#include <cstdint>
#include <optional>

#include "base/byte_stream.hpp"
#include "postern/skip.hpp"
#include "target/inflater.hpp"

namespace postern::target {

inline constexpr std::string_view kGzipMagic = "\x1F\x8B";

// All members, one behind the other. Zero bytes behind the last are padding; anything else there is
// left unread, as gzip does.
class GzipStream : public base::ByteSource {
public:
    GzipStream(base::ByteWindow& input, ExpansionGuard& guard);

    std::size_t read(std::span<char> buffer) override;

    // Once the end was reached: what stands behind the last member, if it is more than padding.
    const std::optional<Skip>& trailing_junk() const { return junk_; }

private:
    bool next_member();
    void look_behind_last_member();

    base::ByteWindow& input_;
    Inflater inflater_;
    std::optional<Skip> junk_;
    bool ended_ = false;
};

}  // namespace postern::target
