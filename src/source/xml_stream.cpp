#include "source/xml_stream.hpp"

#include <algorithm>
#include <utility>

#include "format/xml_prolog.hpp"

namespace postern::source {

namespace {

constexpr std::size_t kLongestProlog = 64 * 1024;

}  // namespace

bool XmlStream::grow() {
    const std::size_t before = rest().size();
    while (rest().size() < before * 2 + 1 && more()) {
    }
    return rest().size() > before;
}

std::string_view XmlStream::held() {
    holding_ = false;
    return window_.bytes().substr(0, std::exchange(held_, 0));
}

void XmlStream::release(std::size_t count, std::vector<format::XmlSplice> splices) {
    if (splices.empty()) {
        window_.consume(count);
    } else {
        window_.replace(count, format::spliced(window_.bytes().substr(0, count), std::move(splices)));
    }
}

void XmlStream::drain() {
    held();
    do {
        window_.consume(window_.bytes().size());
    } while (more());
}

void XmlStream::pass_mark() {
    while (rest().size() < format::kUtf8Mark.size() && more()) {
    }
    if (format::looks_like_wide_xml(rest())) {
        throw MalformedXml(offset(), "an encoding that is not supported: UTF-16");
    }
    if (rest().starts_with(format::kUtf8Mark)) {
        advance(format::kUtf8Mark.size());
    }
}

void XmlStream::see_more_of_prolog() {
    if (rest().size() > kLongestProlog) {
        throw MalformedXml(offset(), "a document type or an instruction that is too long");
    }
    if (!grow()) {
        throw MalformedXml(offset() + rest().size(), "ends inside its prolog: truncated");
    }
}

void XmlStream::pass_doctype() {
    for (;;) {
        const format::XmlDoctype doctype = format::scan_doctype(rest());
        if (doctype.status == format::XmlDoctypeStatus::complete) {
            advance(doctype.end);
            return;
        }
        if (doctype.status == format::XmlDoctypeStatus::declares_entities) {
            throw MalformedXml(offset(), "a document type that declares entities");
        }
        see_more_of_prolog();
    }
}

void XmlStream::pass_declaration() {
    std::size_t end = 0;
    while ((end = format::find_terminator(rest(), format::XmlMarkup::instruction)) ==
           std::string_view::npos) {
        see_more_of_prolog();
    }
    end += format::terminator_of(format::XmlMarkup::instruction).size();
    const std::string declared = format::declared_encoding(rest().substr(0, end));
    const auto encoding = format::xml_encoding_named(declared);
    if (!encoding) {
        throw MalformedXml(offset(), "an encoding that is not supported");
    }
    encoding_ = *encoding;
    advance(end);
}

bool XmlStream::pass_opaque(format::XmlMarkup markup) {
    const std::size_t size = format::terminator_of(markup).size();
    advance(format::opening_size(markup));
    for (;;) {
        const std::string_view bytes = rest();
        const std::size_t end = format::find_terminator(bytes, markup);
        if (end != std::string_view::npos) {
            advance(end + size);
            return true;
        }
        advance(bytes.size() - std::min(bytes.size(), size - 1));
        if (!more()) {
            return false;
        }
    }
}

}  // namespace postern::source
