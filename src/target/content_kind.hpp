// What a stream of bytes is, told by its content alone.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "compression/codec.hpp"

namespace postern::target {

enum class ContentKind {
    empty,
    unknown,
    compressed,  // see Recognition::codec
    zip,
    tar,
    pg_dump_plain,
    mysql_dump,
    hsqldb_script,
    jira_xml,
    activeobjects_xml,
    confluence_xml,
    tomcat_xml,
    product_xml,
    mysql_xml,
    postfix_main_cf,
    jvm_options,
    properties,
    jira_log,
    pg_dump_custom,
    pg_dump_toc,  // the table of contents that the directory and tar formats begin with
    table_part,   // told by such an index alone, never by its content
    not_read,     // known, but not read: see Recognition::reason
};

struct Recognition {
    ContentKind kind = ContentKind::unknown;
    std::string reason;  // for not_read: what it is and what to do instead
    bool sure = true;    // false: SQL of which another dialect would read backslashes otherwise
    compression::Codec codec = compression::Codec::gzip;  // for compressed
};

// The word for the report: "pg-dump-plain", ...; "unknown" for what the report has no word for.
std::string_view kind_name(ContentKind kind);

// How far a stream may have to be seen: a comment of this length may stand before an XML root.
inline constexpr std::size_t kRecognitionLimit = 16 * 1024 * 1024;

// nullopt: more of the stream is needed to tell. Always answers when `complete`, or beyond the limit.
std::optional<Recognition> recognise(std::string_view head, bool complete);

}  // namespace postern::target
