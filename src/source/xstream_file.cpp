#include "source/xstream_file.hpp"

#include <algorithm>
#include <cstring>
#include <optional>
#include <string>
#include <utility>

#include "format/xml_tree.hpp"
#include "postern/error.hpp"

namespace postern::source {

namespace {

constexpr std::string_view kListBegin = "<list>";
constexpr std::string_view kListEnd = "</list>";

std::string without_list(const std::string& document) {
    if (!document.starts_with(kListBegin) || !document.ends_with(kListEnd) ||
        document.size() < kListBegin.size() + kListEnd.size()) {
        throw Error(ErrorKind::failed, "mail-server.document: the new value is no list of one object");
    }
    return document.substr(kListBegin.size(), document.size() - kListBegin.size() - kListEnd.size());
}

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Why nothing can be said of the element; nullopt when it can be read.
std::optional<format::XmlFault> find_fault(std::string_view text, format::XmlEncoding encoding) {
    format::XmlTree tree;
    if (auto fault = tree.parse(text)) {
        return fault;
    }
    for (const format::XmlComment& comment : tree.comments()) {
        const std::string_view inside = text.substr(comment.begin, comment.end - comment.begin);
        if (inside.find("password") != std::string_view::npos) {
            return format::XmlFault{comment.begin, "a comment that names a password: not looked into"};
        }
    }
    if (encoding != format::XmlEncoding::utf8 && !is_ascii(text)) {
        return format::XmlFault{0, "a mail server in another encoding than UTF-8"};
    }
    return std::nullopt;
}

void push(std::string_view text, base::ByteWindow& window, RecordSink& sink,
          std::vector<format::XmlSplice>& splices) {
    std::string document;
    document.reserve(kListBegin.size() + text.size() + kListEnd.size());
    ((document += kListBegin) += text) += kListEnd;
    const ByteRange bytes{window.offset(), window.offset() + text.size()};
    const Field field{kDocumentField, document, bytes, FieldOrigin::own, 0};
    Record record;
    record.shape = RecordShape::element;
    record.name = kMailServerElement;
    record.fields = {&field, 1};
    record.bytes = bytes;
    record.line = window.line_at(0);
    for (const Edit& edit : sink.record(record)) {
        splices.push_back({0, text.size(), without_list(edit.value.value_or(""))});
    }
    ::explicit_bzero(document.data(), document.size());
}

}  // namespace

bool is_mail_server_class(std::string_view root) {
    return root.starts_with("com.atlassian.") && root.find("MailServer") != std::string_view::npos;
}

void read_xstream_file(XmlCursor& cursor, RecordSink& sink) {
    if (!sink.wants(RecordShape::element, kMailServerElement)) {
        cursor.pass();
        return;
    }
    const std::string_view text = cursor.element();
    std::vector<format::XmlSplice> splices;
    if (const auto fault = find_fault(text, cursor.encoding())) {
        sink.skip({cursor.window().offset() + fault->at, fault->reason});
    } else {
        push(text, cursor.window(), sink, splices);
    }
    cursor.release(text.size(), std::move(splices));
}

}  // namespace postern::source
