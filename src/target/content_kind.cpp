#include "target/content_kind.hpp"

#include <utility>

#include "format/tar_header.hpp"
#include "format/xml_prolog.hpp"
#include "target/jvm_recognition.hpp"
#include "target/log_recognition.hpp"
#include "target/postfix_recognition.hpp"
#include "target/properties_recognition.hpp"
#include "target/sql_recognition.hpp"
#include "target/unread_kinds.hpp"
#include "target/xml_recognition.hpp"

namespace postern::target {

namespace {

using std::string_view_literals::operator""sv;

// Behind the mark: the version, the sizes of numbers, and which of its formats it is. Each version has them
// at a place of its own, told by the bytes before.
ContentKind pg_archive_kind(std::string_view head) {
    constexpr std::size_t kVersionAt = 5;
    constexpr char kToc = 3;
    const std::string_view version = head.substr(kVersionAt, 2);
    std::size_t at = kVersionAt + 3;
    at += version == "\x01\0"sv ? 0 : 1;    // a third number in it
    at += version >= "\x01\x07"sv ? 1 : 0;  // the size of an offset
    return head.size() > at && head[at] == kToc ? ContentKind::pg_dump_toc : ContentKind::pg_dump_custom;
}

std::optional<Recognition> recognise_binary(std::string_view head) {
    if (const auto codec = compression::codec_by_magic(head)) {
        return Recognition{ContentKind::compressed, "", true, *codec};
    }
    if (head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06")) {
        return Recognition{ContentKind::zip, ""};
    }
    if (head.starts_with("PGDMP")) {
        return Recognition{pg_archive_kind(head), ""};
    }
    if (format::is_tar_header(head)) {
        return Recognition{ContentKind::tar, ""};
    }
    if (auto reason = unread_kind(head.substr(0, kUnreadKindsStart))) {
        return Recognition{ContentKind::not_read, std::move(*reason)};
    }
    return std::nullopt;
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
        case ContentKind::product_xml:
            return "product-xml";
        case ContentKind::mysql_xml:
            return "mysql-xml";
        case ContentKind::postfix_main_cf:
            return "postfix-main-cf";
        case ContentKind::jvm_options:
            return "jvm-options";
        case ContentKind::jira_log:
            return "jira-log";
        case ContentKind::properties:
            return "properties";
        case ContentKind::pg_dump_custom:
            return "pg-dump-custom";
        default:
            return "unknown";
    }
}

std::optional<Recognition> recognise(std::string_view head, bool complete) {
    if (head.empty() && complete) {
        return Recognition{ContentKind::empty, ""};
    }
    if (head.size() < kUnreadKindsStart && !complete) {
        return std::nullopt;
    }
    if (auto binary = recognise_binary(head)) {
        return binary;
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
    if (auto options = recognise_jvm_options(head, all); !options || options->kind != ContentKind::unknown) {
        return options;
    }
    if (auto properties = recognise_properties(head, all);
        !properties || properties->kind != ContentKind::unknown) {
        return properties;
    }
    if (auto log = recognise_log(head, all); !log || log->kind != ContentKind::unknown) {
        return log;
    }
    return recognise_sql(head, all);
}

}  // namespace postern::target
