// What the blocks of a pg_dump archive are compressed with.
#pragma once

#include <optional>

#include "compression/codec.hpp"
#include "format/pg_archive_head.hpp"

namespace postern::source {

// nullopt: with nothing.
inline std::optional<compression::Codec> pg_block_codec(format::PgArchiveCompression compression) {
    switch (compression) {
        case format::PgArchiveCompression::zlib:
            return compression::Codec::zlib;
        case format::PgArchiveCompression::lz4:
            return compression::Codec::lz4;
        case format::PgArchiveCompression::zstd:
            return compression::Codec::zstd;
        case format::PgArchiveCompression::none:
            break;
    }
    return std::nullopt;
}

}  // namespace postern::source
