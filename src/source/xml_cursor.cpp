#include "source/xml_cursor.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace postern::source {

namespace {

using format::XmlMarkup;

constexpr std::size_t kLongestName = 1024;

}  // namespace

XmlCursor::Event XmlCursor::next() {
    if (!started_) {
        started_ = true;
        stream_.pass_mark();
    }
    while (pass_text()) {
        const XmlMarkup found = markup();
        switch (found) {
            case XmlMarkup::start_tag:
                begin_root();
                return Event::open;
            case XmlMarkup::end_tag:
                pass_end_tag();
                return Event::close;
            case XmlMarkup::comment:
                if (tolerant_ != nullptr || (prolog_comments_ && !root_seen_)) {
                    return Event::comment;
                }
                [[fallthrough]];
            default:
                pass_other(found);
        }
    }
    return at_end();
}

void XmlCursor::begin_root() {
    if (nesting_.depth() == 0 && root_seen_) {
        complain(stream_.offset(), "a second root element");
    }
    root_seen_ = true;
}

XmlCursor::Event XmlCursor::at_end() {
    if (nesting_.depth() > 0 && !complained_) {
        truncated();
    }
    if (!root_seen_) {
        throw MalformedXml(stream_.offset(), "no root element");
    }
    return Event::end;
}

void XmlCursor::truncated() {
    const std::string where = nesting_.depth() > 0 ? format::shown_tag(nesting_.innermost()) : "its prolog";
    throw MalformedXml(stream_.offset() + stream_.rest().size(), "ends inside " + where + ": truncated");
}

void XmlCursor::complain(std::uint64_t at, const std::string& reason) {
    if (tolerant_ == nullptr || stream_.holding()) {
        throw MalformedXml(at, reason);
    }
    if (!complained_) {
        tolerant_->skip({at, reason});
    }
    complained_ = true;
}

bool XmlCursor::pass_text() {
    for (;;) {
        const std::string_view bytes = stream_.rest();
        const void* found = bytes.empty() ? nullptr : std::memchr(bytes.data(), '<', bytes.size());
        const std::size_t length =
            found == nullptr ? bytes.size()
                             : static_cast<std::size_t>(static_cast<const char*>(found) - bytes.data());
        if (nesting_.depth() == 0 &&
            !std::all_of(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(length),
                         format::is_xml_space)) {
            complain(stream_.offset(), "text outside the root element");
        }
        stream_.advance(length);
        if (found != nullptr) {
            return true;
        }
        if (!stream_.more()) {
            return false;
        }
    }
}

XmlMarkup XmlCursor::markup() {
    for (;;) {
        const XmlMarkup found = format::classify_markup(stream_.rest());
        if (found == XmlMarkup::start_tag) {
            measure_name(1);
        }
        if (found != XmlMarkup::need_more) {
            return found;
        }
        if (!stream_.more()) {
            truncated();
        }
    }
}

// The name must be in sight whole, with the byte behind it.
void XmlCursor::measure_name(std::size_t before) {
    for (;;) {
        const std::string_view bytes = stream_.rest();
        const std::size_t in_sight = bytes.size() > before ? bytes.size() - before : 0;
        name_length_ = format::xml_name_length({bytes.data() + bytes.size() - in_sight, in_sight});
        if (name_length_ > kLongestName) {
            throw MalformedXml(stream_.offset(), "an element name that is too long");
        }
        if (name_length_ < in_sight) {
            return;
        }
        if (!stream_.more()) {
            truncated();
        }
    }
}

std::string_view XmlCursor::name() const {
    return {stream_.rest().data() + 1, name_length_};
}

bool XmlCursor::enter() {
    if (!nesting_.open(name())) {
        throw MalformedXml(stream_.offset(), "elements nested too deeply");
    }
    stream_.advance(1 + name_length_);
    format::XmlTagEnd tag;
    for (;;) {
        const std::string_view bytes = stream_.rest();
        const std::size_t end = tag.find(bytes);
        if (end < bytes.size()) {
            if (bytes[end] == '<') {
                complain(stream_.offset() + end, "a '<' inside " + format::shown_tag(nesting_.innermost()));
                stream_.advance(end);
                return true;
            }
            stream_.advance(end + 1);
            break;
        }
        stream_.advance(bytes.size());
        if (!stream_.more()) {
            truncated();
        }
    }
    if (tag.self_closing()) {
        nesting_.close();
        return false;
    }
    return true;
}

void XmlCursor::pass() {
    const std::size_t outside = nesting_.depth();
    enter();
    while (nesting_.depth() > outside) {
        if (!pass_text()) {
            truncated();
        }
        const XmlMarkup found = markup();
        if (found == XmlMarkup::start_tag) {
            enter();
        } else if (found == XmlMarkup::end_tag) {
            pass_end_tag();
        } else {
            pass_other(found);
        }
    }
}

// Nearly all of a backup is runs of self-closing elements: those that are in sight whole take no
// bookkeeping.
void XmlCursor::pass_alike() {
    const std::string_view bytes = stream_.rest();
    const std::string_view start = bytes.substr(0, 1 + name_length_);
    std::size_t passed = 0;
    for (std::size_t at = 0; bytes.substr(at, start.size()) == start;) {
        at += start.size();
        format::XmlTagEnd tag;
        const std::size_t length = tag.find(bytes.substr(at));
        at += length;
        if (at == bytes.size() || bytes[at] != '>' || !tag.self_closing()) {
            break;
        }
        passed = ++at;
        while (at < bytes.size() && format::is_xml_space(bytes[at])) {
            ++at;
        }
        if (at + start.size() >= bytes.size() ||
            format::xml_name_length(bytes.substr(at + start.size(), 1)) > 0) {
            break;
        }
    }
    if (passed > 0) {
        stream_.advance(passed);
    } else {
        pass();
    }
}

void XmlCursor::pass_end_tag() {
    measure_name(2);
    const std::string_view name(stream_.rest().data() + 2, name_length_);
    if (!nesting_.close(name)) {
        const std::string open =
            nesting_.depth() > 0 ? format::shown_tag(nesting_.innermost()) : "any element";
        complain(stream_.offset(), "an end tag that does not fit " + open);
        nesting_.close_up_to(name);
    }
    stream_.advance(2 + name_length_);
    while (format::is_xml_space(stream_.rest()[0])) {
        stream_.advance(1);
        if (stream_.rest().empty() && !stream_.more()) {
            truncated();
        }
    }
    if (stream_.rest()[0] != '>') {
        complain(stream_.offset(), "an end tag that does not end");
        return;
    }
    stream_.advance(1);
}

void XmlCursor::pass_other(XmlMarkup markup) {
    if (!root_seen_ && markup == XmlMarkup::doctype) {
        stream_.pass_doctype();
    } else if (!root_seen_ && markup == XmlMarkup::instruction) {
        stream_.pass_declaration();
    } else if (markup == XmlMarkup::malformed || markup == XmlMarkup::doctype ||
               (markup == XmlMarkup::cdata && nesting_.depth() == 0)) {
        complain(stream_.offset(), "a stray '<'");
        stream_.advance(1);
    } else if (!stream_.pass_opaque(markup)) {
        truncated();
    }
}

std::optional<format::XmlFault> XmlCursor::tag(format::XmlTag& tag) {
    format::XmlFault fault;
    for (;;) {
        switch (format::parse_start_tag(stream_.rest(), tag, fault)) {
            case format::XmlTagStatus::complete:
                return std::nullopt;
            case format::XmlTagStatus::malformed:
                return fault;
            case format::XmlTagStatus::need_more:
                break;
        }
        if (!stream_.grow()) {
            return format::XmlFault{stream_.rest().size(),
                                    "ends inside " + format::shown_tag(name()) + ": truncated"};
        }
    }
}

std::string_view XmlCursor::element() {
    stream_.hold();
    pass();
    return stream_.held();
}

std::string_view XmlCursor::comment() {
    stream_.hold();
    pass_other(XmlMarkup::comment);
    return stream_.held();
}

bool XmlCursor::release_tag(const format::XmlTag& tag, std::vector<format::XmlSplice> splices) {
    if (!tag.self_closing && !nesting_.open(tag.name)) {
        throw MalformedXml(stream_.offset(), "elements nested too deeply");
    }
    const bool self_closing = tag.self_closing;
    release(tag.end, std::move(splices));
    return !self_closing;
}

// Quotes are no help once one may be missing: the next angle bracket ends the tag.
void XmlCursor::abandon_tag(const format::XmlFault& fault) {
    complained_ = true;
    if (!nesting_.open(name())) {
        throw MalformedXml(stream_.offset(), "elements nested too deeply");
    }
    const std::size_t seen = std::min(fault.at, stream_.rest().size());
    char previous = stream_.rest()[seen - 1];
    stream_.advance(seen);
    while (!stream_.rest().empty() || stream_.more()) {
        const std::size_t length = std::min(stream_.rest().find_first_of("<>"), stream_.rest().size());
        previous = length > 0 ? stream_.rest()[length - 1] : previous;
        stream_.advance(length);
        if (stream_.rest().empty()) {
            continue;
        }
        if (stream_.rest()[0] == '<' || previous == '/') {
            nesting_.close();
        }
        stream_.advance(stream_.rest()[0] == '>' ? 1 : 0);
        return;
    }
}

void XmlCursor::forget_element(std::size_t depth) {
    while (nesting_.depth() > depth) {
        nesting_.close();
    }
    stream_.held();
    measure_name(1);
}

void read_xml(XmlCursor cursor, RecordSink& sink, const std::function<void(XmlCursor&)>& read) {
    try {
        read(cursor);
    } catch (const MalformedXml& malformed) {
        sink.skip({malformed.at(), malformed.what()});
    }
    cursor.drain();
}

}  // namespace postern::source
