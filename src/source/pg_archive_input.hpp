// Numbers and texts of a pg_dump archive, taken from the front of a window.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/byte_window.hpp"
#include "format/pg_archive_head.hpp"

namespace postern::source {

// What is taken is let go of, as it came. Throws DamagedInput for what is damaged, and where the input ends.
class PgArchiveInput {
public:
    // Takes the head.
    explicit PgArchiveInput(base::ByteWindow& window);

    const format::PgArchiveHead& head() const { return head_; }
    base::ByteWindow& window() { return window_; }

    unsigned char take_byte();
    std::int64_t take_number();
    // nullopt is null. Damaged is also what has more than `most` bytes.
    std::optional<std::string> take_text(std::uint64_t most);
    // Without having it in memory; false when it is null.
    bool pass_text();

    // The front's next `count` bytes, still held.
    std::string_view see(std::size_t count);
    void pass(std::uint64_t count);

private:
    std::optional<std::uint64_t> take_length();

    base::ByteWindow& window_;
    format::PgArchiveHead head_;
};

}  // namespace postern::source
