#include "target/unread_kinds.hpp"

#include <array>

#include "format/little_endian.hpp"

namespace postern::target {

namespace {

using std::string_view_literals::operator""sv;

struct Mark {
    std::size_t at;
    std::string_view bytes;
    std::string_view reason;
};

constexpr std::string_view kGnupg = "data encrypted with OpenPGP; decrypt it: gpg -d FILE | postern scan -";
constexpr std::string_view kOpenssl =
    "data encrypted with openssl enc; decrypt it, and pipe that: openssl enc -d ... | postern scan -";
constexpr std::string_view kAge = "data encrypted with age; decrypt it: age -d FILE | postern scan -";
constexpr std::string_view kOracle =
    "an Oracle export, which is not read; import it, and scan the application's own XML backup";
constexpr std::string_view kH2 =
    "an H2 database, which is not read; export it with H2's SCRIPT command and scan that";
constexpr std::string_view kPostgresql =
    "a file of a PostgreSQL server, which is not read; start the server, then scan it or a dump of it";
constexpr std::string_view kInnodb =
    "a file of InnoDB, which is not read; start the server, then scan it or a dump of it";

constexpr std::array<Mark, 20> kMarks{{
    {0, "\x02\x21\x4C\x18"sv, "old LZ4 data, which is not unpacked; pipe it: lz4 -dc FILE | postern scan -"},
    {0, "\x1F\x9D"sv, "compress data, which is not unpacked; pipe it: zcat FILE | postern scan -"},
    {0, "LZIP"sv, "lzip data, which is not unpacked; pipe it: lzip -dc FILE | postern scan -"},
    {0,
     "\x89"
     "LZO\0\r\n\x1A\n"sv,
     "LZO data, which is not unpacked; pipe it: lzop -dc FILE | postern scan -"},
    {0, "7z\xBC\xAF\x27\x1C"sv, "a 7-Zip archive, which is not unpacked; unpack it and scan the folder"},
    {0, "Rar!\x1A\x07"sv, "a RAR archive, which is not unpacked; unpack it and scan the folder"},
    {0, "PK\x07\x08"sv, "a ZIP file in several parts, which is not unpacked; join and unpack it first"},
    {0, "XBSTCK01"sv, "an xbstream backup, which is not read; restore it and scan the database's dump"},
    {0,
     "\xFE"
     "bin"sv,
     "a MySQL binary log, which is not read; old values may stand in it"},
    {0, "H:2,block:"sv, kH2},
    {0, "-- H2 0.5/B --"sv, kH2},
    {0, "H2encrypt\n"sv, "an encrypted H2 database; export it with H2's SCRIPT command and scan that"},
    {0, "TAPE\0\0"sv, "a SQL Server backup, which is not read; restore it and scan an export"},
    {3, "EXPORT:V"sv, kOracle},
    {0, "-----BEGIN PGP MESSAGE-----"sv, kGnupg},
    {0, "Salted__"sv, kOpenssl},
    {0, "U2FsdGVkX1"sv, kOpenssl},
    {0, "age-encryption.org/v1\n"sv, kAge},
    {0, "-----BEGIN AGE ENCRYPTED FILE-----"sv, kAge},
    {0, "XBCRYP"sv, "a backup encrypted with xbcrypt; decrypt and restore it, then scan the database's dump"},
}};

std::uint64_t big_endian(std::string_view text, std::size_t at, std::size_t bytes) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < bytes; ++i) {
        value = value << 8 | static_cast<unsigned char>(text[at + i]);
    }
    return value;
}

unsigned byte(std::string_view text, std::size_t at) {
    return static_cast<unsigned char>(text[at]);
}

// RFC 4880, sections 4.2, 5.1 and 5.3: a session key for somebody, or one from a passphrase.
bool is_openpgp_encrypted(std::string_view head) {
    if (head.size() < 16) {
        return false;
    }
    const unsigned tag = byte(head, 0);
    const std::size_t body = tag == 0x85 ? 3 : 2;  // behind the packet's length
    const unsigned version = byte(head, body);
    if (tag == 0x84 || tag == 0x85 || tag == 0xC1) {
        const unsigned algorithm = byte(head, body + 9);
        return version == 3 && (algorithm == 1 || algorithm == 2 || algorithm == 16 || algorithm == 18);
    }
    const unsigned derivation = byte(head, 4);
    return (tag == 0x8C || tag == 0xC3) && version == 4 && byte(head, 3) >= 1 && byte(head, 3) <= 13 &&
           (derivation == 0 || derivation == 1 || derivation == 3);
}

// Its first page, of a type of its own, names the table space twice.
bool is_innodb(std::string_view head) {
    constexpr std::uint64_t kSpaceHeader = 8;
    return head.size() >= 1024 && big_endian(head, 4, 4) == 0 && big_endian(head, 24, 2) == kSpaceHeader &&
           big_endian(head, 34, 4) == big_endian(head, 38, 4);
}

// The server's version as it counts, and the day that its catalogs were last changed.
bool is_pg_control(std::string_view head) {
    const std::uint32_t version = format::u32(head, 8);
    const std::uint32_t day = format::u32(head, 12) / 10;
    return version >= 800 && version < 3000 && day / 10000 >= 2005 && day / 10000 < 2100 &&
           day / 100 % 100 >= 1 && day / 100 % 100 <= 12 && day % 100 >= 1 && day % 100 <= 31;
}

// 8 KiB, layout 4; the rows grow from the end towards what points to them.
bool is_pg_page(std::string_view head) {
    const unsigned lower = format::u16(head, 12);
    const unsigned upper = format::u16(head, 14);
    const unsigned special = format::u16(head, 16);
    return format::u16(head, 18) == (8192 | 4) && format::u16(head, 10) < 8 && lower >= 24 &&
           lower % 4 == 0 && lower <= upper && upper <= special && special <= 8192;
}

// The long header of a segment's first page.
bool is_pg_wal(std::string_view head) {
    const std::uint32_t segment = format::u32(head, 32);
    const unsigned mark = format::u16(head, 0);
    return mark >= 0xD050 && mark < 0xD200 && (format::u16(head, 2) & 2U) != 0 &&
           format::u32(head, 36) == 8192 && segment >= (1U << 20) && (segment & (segment - 1)) == 0;
}

// The name of the job that made it stands in its first block.
bool is_oracle_data_pump(std::string_view head) {
    return head.substr(0, 16).find('\0') != std::string_view::npos &&
           head.find(".\"SYS_EXPORT_") != std::string_view::npos;
}

}  // namespace

std::optional<std::string> unread_kind(std::string_view head) {
    for (const Mark& mark : kMarks) {
        if (head.size() > mark.at && head.substr(mark.at).starts_with(mark.bytes)) {
            return std::string(mark.reason);
        }
    }
    if (is_openpgp_encrypted(head)) {
        return std::string(kGnupg);
    }
    if (is_innodb(head)) {
        return std::string(kInnodb);
    }
    if (head.size() >= 512 && (is_pg_control(head) || is_pg_page(head) || is_pg_wal(head))) {
        return std::string(kPostgresql);
    }
    if (is_oracle_data_pump(head)) {
        return std::string(kOracle);
    }
    return std::nullopt;
}

}  // namespace postern::target
