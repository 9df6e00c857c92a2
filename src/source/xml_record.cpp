#include "source/xml_record.hpp"

#include <cstring>
#include <utility>

#include "base/text.hpp"
#include "format/java_properties.hpp"
#include "postern/error.hpp"

namespace postern::source {

namespace {

using format::XmlPlace;

constexpr std::string_view kSpace = " \t\r\n";
constexpr std::string_view kCdata = "<![CDATA[";
constexpr std::string_view kCdataEnd = "]]>";

// As it is written: in a Java properties file, or as it is.
std::string as_written(const std::string& value, bool property) {
    if (!property) {
        return value;
    }
    std::string text;
    format::append_property_value(text, value);
    return text;
}

// No character set makes more of a byte than three bytes of UTF-8.
std::size_t most_decoded(std::size_t size, format::XmlEncoding encoding) {
    return encoding == format::XmlEncoding::utf8 ? size : size * 3;
}

}  // namespace

XmlRecord::XmlRecord(RecordShape shape, std::string_view name, const Place& place) : place_(place) {
    record_.shape = shape;
    record_.name = name;
    record_.line = line_ = place.line;
    record_.commented_out = place.commented_out;
    decoded_.reserve(most_decoded(place.text.size(), place.encoding));
}

XmlRecord::~XmlRecord() {
    ::explicit_bzero(decoded_.data(), decoded_.size());
}

void XmlRecord::note(std::string_view fault, std::size_t at) {
    if (!fault.empty()) {
        faults_.push_back({place_.offset + at, std::string(fault)});
    }
}

format::XmlTarget XmlRecord::target(XmlPlace place) const {
    return {place, place_.encoding, place_.commented_out, false};
}

void XmlRecord::add(std::string_view name, std::optional<std::string_view> value, Piece piece) {
    fields_.push_back({name,
                       value,
                       {place_.offset + piece.begin, place_.offset + piece.end},
                       FieldOrigin::own,
                       line_at(piece.begin)});
    pieces_.push_back(std::move(piece));
}

// Nearly all fields come in the order of their bytes.
std::uint64_t XmlRecord::line_at(std::size_t at) {
    if (at < lines_seen_) {
        lines_seen_ = 0;
        line_ = place_.line;
    }
    for (; lines_seen_ < at; ++lines_seen_) {
        line_ += place_.text[lines_seen_] == '\n' ? 1 : 0;
    }
    return line_;
}

std::string_view XmlRecord::keep_attribute(std::string_view raw) {
    const std::size_t begin = decoded_.size();
    note(format::append_decoded(decoded_, raw, XmlPlace::attribute, place_.encoding),
         static_cast<std::size_t>(raw.data() - place_.text.data()));
    return std::string_view(decoded_).substr(begin);
}

std::string_view XmlRecord::decode_content(std::string_view content, std::size_t at) {
    const std::size_t begin = decoded_.size();
    note(format::append_content(decoded_, content, place_.encoding), at);
    return std::string_view(decoded_).substr(begin);
}

std::string_view XmlRecord::keep(std::string_view content) {
    return decode_content(content, static_cast<std::size_t>(content.data() - place_.text.data()));
}

void XmlRecord::add_attributes(const format::XmlTag& tag) {
    for (const format::XmlAttribute& attribute : tag.attributes) {
        Piece piece;
        piece.begin = attribute.value_begin;
        piece.end = attribute.value_end;
        piece.before = piece.after = place_.text[attribute.value_begin];
        piece.null_begin = attribute.begin;
        piece.null_end = attribute.value_end;
        piece.target = target(XmlPlace::attribute);
        add(attribute.name, keep_attribute(format::raw_value(place_.text, attribute)), std::move(piece));
    }
    new_field_.at = tag.attributes_end;
}

XmlRecord::Piece XmlRecord::content_piece(const format::XmlNode& leaf) const {
    Piece piece;
    if (leaf.self_closing) {
        piece.begin = leaf.end - 2;
        piece.end = leaf.end;
        piece.before = '>';
        ((piece.after = "</") += leaf.name) += '>';
        piece.target = target(XmlPlace::text);
        return piece;
    }
    const std::string_view content = slice(leaf.content_begin, leaf.content_end);
    const std::size_t text = std::min(content.find_first_not_of(kSpace), content.size());
    piece.begin = leaf.content_begin;
    piece.end = leaf.content_end;
    piece.target = target(content.substr(text).starts_with(kCdata) ? XmlPlace::cdata : XmlPlace::text);
    return piece;
}

void XmlRecord::add_content(std::string_view name, const format::XmlNode& leaf,
                            const format::XmlNode& whole) {
    Piece piece = content_piece(leaf);
    piece.null_begin = whole.begin;
    piece.null_end = whole.end;
    const std::string_view value =
        decode_content(slice(leaf.content_begin, leaf.content_end), leaf.content_begin);
    add(name, value, std::move(piece));
}

void XmlRecord::add_trimmed_content(std::string_view name, const format::XmlNode& leaf,
                                    const format::XmlNode& whole) {
    format::XmlNode trimmed = leaf;
    const std::string_view content = slice(leaf.content_begin, leaf.content_end);
    if (const std::size_t first = content.find_first_not_of(kSpace); first != std::string_view::npos) {
        trimmed.content_begin += first;
        trimmed.content_end -= content.size() - content.find_last_not_of(kSpace) - 1;
    } else if (!leaf.self_closing) {
        trimmed.content_begin = trimmed.content_end;
    }
    add_content(name, trimmed, whole);
    pieces_.back().target.guard_edges = pieces_.back().target.place == XmlPlace::text;
}

void XmlRecord::add_property(std::string_view name, std::string_view value, const Property& place) {
    Piece piece;
    piece.begin = place.begin;
    piece.end = place.end;
    piece.before = place.separated ? "" : "=";
    piece.null_begin = place.line_begin;
    piece.null_end = place.line_end;
    piece.target = target(XmlPlace::text);
    piece.property = true;
    if (place.in_cdata) {
        piece.before = std::string(kCdataEnd) + piece.before;
        piece.after = kCdata;
    }
    add(name, value, std::move(piece));
}

void XmlRecord::add_cell(std::string_view name, const format::XmlNode& cell, bool is_null) {
    const std::string tag(cell.name);
    Piece piece = content_piece(cell);
    if (is_null) {
        piece.begin = cell.begin;
        piece.end = cell.end;
        piece.before = "<" + tag + ">";
        piece.after = "</" + tag + ">";
        piece.target = target(XmlPlace::text);
    }
    piece.null_begin = cell.begin;
    piece.null_end = cell.end;
    piece.null = "<" + tag + " xsi:nil=\"true\"/>";
    std::optional<std::string_view> value;
    if (!is_null) {
        value = decode_content(slice(cell.content_begin, cell.content_end), cell.content_begin);
    }
    add(name, value, std::move(piece));
}

void XmlRecord::push(RecordSink& sink, std::size_t size, std::vector<format::XmlSplice>& splices) {
    for (const Skip& fault : faults_) {
        sink.skip(fault);
    }
    record_.fields = fields_;
    record_.bytes = {place_.offset, place_.offset + size};
    for (const Edit& edit : sink.record(record_)) {
        if (edit.field == kNewField && !edit.value) {
            continue;
        }
        splices.push_back(edit.field == kNewField ? insertion(edit) : splice(edit));
    }
}

format::XmlSplice XmlRecord::splice(const Edit& edit) const {
    const Piece& piece = pieces_.at(edit.field);
    if (!edit.value) {
        return {place_.shift + piece.null_begin, place_.shift + piece.null_end, piece.null};
    }
    format::XmlSplice result{place_.shift + piece.begin, place_.shift + piece.end, piece.before};
    if (!format::append_encoded(result.text, as_written(*edit.value, piece.property), piece.target)) {
        refuse(fields_[edit.field].name, "the new value holds a character that XML cannot hold");
    }
    result.text += piece.after;
    return result;
}

format::XmlSplice XmlRecord::insertion(const Edit& edit) const {
    if (new_field_.before.empty()) {
        refuse(edit.new_name, "this record cannot have another field");
    }
    const std::string_view name = edit.new_name;
    const bool is_name =
        !name.empty() && format::starts_xml_name(name[0]) && format::xml_name_length(name) == name.size();
    format::XmlSplice result{place_.shift + new_field_.at, place_.shift + new_field_.at, {}};
    ((result.text += new_field_.before) += name) += new_field_.between;
    if (!is_name || !format::append_encoded(result.text, as_written(*edit.value, new_field_.property),
                                            target(new_field_.place))) {
        refuse(name, "XML cannot hold its name or its new value");
    }
    result.text += new_field_.after;
    return result;
}

void XmlRecord::refuse(std::string_view field, const char* why) const {
    throw Error(ErrorKind::failed, base::printable(record_.name) + "." + base::printable(field) + ": " + why);
}

}  // namespace postern::source
