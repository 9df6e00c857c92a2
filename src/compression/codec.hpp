// The compressions that backups come in.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace postern::compression {

enum class Codec {
    gzip,     // RFC 1952, members one behind the other
    zlib,     // RFC 1950, one stream: what pg_dump's custom format calls gzip
    deflate,  // RFC 1951 bare, one stream: a ZIP member
    bzip2,    // streams one behind the other
    xz,       // streams one behind the other, padded or not
    zstd,     // RFC 8878, frames one behind the other, those to be skipped among them
    lz4,      // the frame format, likewise
};

// As many bytes as tell all that they can.
inline constexpr std::size_t kLongestMagic = 10;

// By the first bytes of a stream; nullopt for none of those that begin with a mark (gzip, bzip2, xz, zstd,
// lz4). Zstandard and LZ4 share the mark of a frame to be skipped; it is Zstandard's, whose tools put one
// first.
std::optional<Codec> codec_by_magic(std::string_view head);

// Whether one more stream, member or frame may begin so, behind another of that codec. Never of zlib and
// deflate.
bool begins_stream(Codec codec, std::string_view head);

// "gzip", as people call it.
std::string_view codec_name(Codec codec);

}  // namespace postern::compression
