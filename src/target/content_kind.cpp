#include "target/content_kind.hpp"

#include <array>

#include "base/text.hpp"
#include "format/xml_prolog.hpp"
#include "target/postfix_recognition.hpp"
#include "target/sql_recognition.hpp"
#include "target/xml_recognition.hpp"

namespace postern::target {

namespace {

using std::string_view_literals::operator""sv;

struct Magic {
    std::size_t at;
    std::string_view bytes;
    ContentKind kind;
    std::string_view reason;
};

constexpr std::array<Magic, 19> kMagic{{
    {0, "\x1F\x8B"sv, ContentKind::gzip, ""},
    {0, "PK\x03\x04"sv, ContentKind::zip, ""},
    {0, "PK\x05\x06"sv, ContentKind::zip, ""},
    {0, "PGDMP"sv, ContentKind::not_read,
     "a pg_dump archive, which is not read; turn it into SQL: pg_restore -f FILE.sql"},
    {0, "BZh"sv, ContentKind::not_read,
     "bzip2 data, which is not unpacked; pipe it: bzip2 -dc FILE | postern scan -"},
    {0,
     "\xFD"
     "7zXZ\0"sv,
     ContentKind::not_read, "xz data, which is not unpacked; pipe it: xz -dc FILE | postern scan -"},
    {0, "\x28\xB5\x2F\xFD"sv, ContentKind::not_read,
     "Zstandard data, which is not unpacked; pipe it: zstd -dc FILE | postern scan -"},
    {0, "\x04\x22\x4D\x18"sv, ContentKind::not_read,
     "LZ4 data, which is not unpacked; pipe it: lz4 -dc FILE | postern scan -"},
    {0, "\x02\x21\x4C\x18"sv, ContentKind::not_read,
     "LZ4 data, which is not unpacked; pipe it: lz4 -dc FILE | postern scan -"},
    {0, "\x1F\x9D"sv, ContentKind::not_read,
     "compress data, which is not unpacked; pipe it: zcat FILE | postern scan -"},
    {0, "LZIP"sv, ContentKind::not_read,
     "lzip data, which is not unpacked; pipe it: lzip -dc FILE | postern scan -"},
    {0, "7z\xBC\xAF\x27\x1C"sv, ContentKind::not_read,
     "a 7-Zip archive, which is not unpacked; unpack it and scan the folder"},
    {0, "Rar!\x1A\x07"sv, ContentKind::not_read,
     "a RAR archive, which is not unpacked; unpack it and scan the folder"},
    {0, "PK\x07\x08"sv, ContentKind::not_read,
     "a ZIP file in several parts, which is not unpacked; join and unpack it first"},
    {0, "XBSTCK01"sv, ContentKind::not_read,
     "an xbstream backup, which is not read; restore it and scan the database's dump"},
    {0,
     "\xFE"
     "bin"sv,
     ContentKind::not_read, "a MySQL binary log, which is not read; old values may stand in it"},
    {0, "H:2,block:"sv, ContentKind::not_read,
     "an H2 database, which is not read; export it with H2's SCRIPT command and scan that"},
    {0, "TAPE\0\0"sv, ContentKind::not_read,
     "a SQL Server backup, which is not read; restore it and scan an export"},
    {257, "ustar"sv, ContentKind::not_read,
     "a tar archive, which is not unpacked; unpack it and scan the folder"},
}};

constexpr std::size_t kMagicEnd = 262;
constexpr std::size_t kTextSample = 4096;

const Magic* find_magic(std::string_view head) {
    for (const Magic& magic : kMagic) {
        if (head.size() > magic.at && head.substr(magic.at).starts_with(magic.bytes)) {
            return &magic;
        }
    }
    return nullptr;
}

bool has_utf16_mark(std::string_view head) {
    return head.starts_with("\xFF\xFE"sv) || head.starts_with("\xFE\xFF"sv);
}

// By its mark, or by the zero byte in its first character.
bool may_be_utf16(std::string_view head) {
    return format::looks_like_wide_xml(head) && !head.starts_with("\0\0"sv);
}

// PowerShell writes "pg_dump > file" with a mark.
std::optional<Recognition> recognise_utf16(std::string_view head, bool complete) {
    std::string narrow;
    const bool big_endian = head[0] == '\xFE' || head[0] == '\0';
    for (std::size_t i = (has_utf16_mark(head) ? 2 : 0) + (big_endian ? 1 : 0); i < head.size(); i += 2) {
        narrow += head[i];
    }
    auto inner = recognise(narrow, complete || head.size() >= kRecognitionLimit / 16);
    if (inner && inner->kind != ContentKind::unknown && inner->kind != ContentKind::empty) {
        return Recognition{ContentKind::not_read,
                           "UTF-16 text, which is not read; convert it: iconv -f UTF-16 -t UTF-8"};
    }
    return inner;
}

}  // namespace

std::string_view kind_name(ContentKind kind) {
    switch (kind) {
        case ContentKind::pg_dump_plain:
            return "pg-dump-plain";
        case ContentKind::mysql_dump:
            return "mysql-dump";
        case ContentKind::hsqldb_script:
            return "hsqldb-script";
        case ContentKind::jira_xml:
            return "jira-xml";
        case ContentKind::activeobjects_xml:
            return "activeobjects-xml";
        case ContentKind::confluence_xml:
            return "confluence-xml";
        case ContentKind::tomcat_xml:
            return "tomcat-xml";
        case ContentKind::postfix_main_cf:
            return "postfix-main-cf";
        default:
            return "unknown";
    }
}

std::optional<Recognition> recognise(std::string_view head, bool complete) {
    if (head.empty() && complete) {
        return Recognition{ContentKind::empty, ""};
    }
    if (head.size() < kMagicEnd && !complete) {
        return std::nullopt;
    }
    if (const Magic* magic = find_magic(head)) {
        return Recognition{magic->kind, std::string(magic->reason)};
    }
    const bool all = complete || head.size() >= kRecognitionLimit;
    if (may_be_utf16(head)) {
        auto wide = recognise_utf16(head, all);
        if (!wide || wide->kind == ContentKind::not_read || has_utf16_mark(head)) {
            return wide;
        }
    }
    if (auto xml = recognise_xml(head, all); !xml || xml->kind != ContentKind::unknown) {
        return xml;
    }
    if (auto postfix = recognise_postfix(head, all); !postfix || postfix->kind != ContentKind::unknown) {
        return postfix;
    }
    if (head.size() < kTextSample && !complete) {
        return std::nullopt;
    }
    return recognise_sql(head, all);
}

}  // namespace postern::target
