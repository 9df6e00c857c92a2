// The head of a pg_dump archive, and the numbers that archives are made of.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Source of the format: PostgreSQL, src/bin/pg_dump/pg_backup_archiver.c, ReadHead and ReadInt.
namespace postern::format {

enum class PgArchiveCompression { none, zlib, lz4, zstd };

struct PgArchiveHead {
    int minor = 0;                  // of the version, 1.minor
    std::size_t number_size = 0;    // in bytes, with the sign
    std::size_t position_size = 0;  // of a place in the file, with its flag
    bool custom = false;            // else this is the table of contents of a directory or a tar
    PgArchiveCompression compression = PgArchiveCompression::none;
    std::string database;
    std::int64_t entries = 0;  // of the table of contents, which follows
    std::size_t size = 0;      // of this head, in bytes
};

// nullopt: more of the text is needed. Throws DamagedInput for what is no head, or one of a version or
// a form that is not read.
std::optional<PgArchiveHead> read_pg_archive_head(std::string_view text);

// A sign, then the magnitude, lowest byte first. Throws DamagedInput for what pg_dump, whose numbers have 32
// bits, cannot have meant.
std::int64_t read_pg_number(std::string_view bytes);
std::string encode_pg_number(std::int64_t value, std::size_t size);

enum class PgPositionState { not_set = 1, set = 2, no_data = 3 };

struct PgPosition {
    PgPositionState state = PgPositionState::no_data;
    std::uint64_t at = 0;  // from the start of the archive
};

// Throws DamagedInput.
PgPosition read_pg_position(std::string_view bytes);
std::string encode_pg_position(const PgPosition& position, std::size_t size);

}  // namespace postern::format
