// A record made of an element's parts, with the way back from each field to its bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "format/xml_splice.hpp"
#include "format/xml_tag.hpp"
#include "format/xml_text.hpp"
#include "format/xml_tree.hpp"
#include "postern/record_sink.hpp"

namespace postern::source {

class XmlRecord {
public:
    // Where the bytes stand that fields are added from.
    struct Place {
        std::string_view text;     // the element; positions of tags and nodes count from here
        std::size_t shift = 0;     // from the front of the held bytes
        std::uint64_t offset = 0;  // of the text, in the stream
        std::uint64_t line = 0;
        format::XmlEncoding encoding = format::XmlEncoding::utf8;
        bool commented_out = false;
    };

    // How a field that is not there yet is written: before, name, between, value, after.
    struct NewField {
        std::size_t at = 0;
        std::string_view before = " ";
        std::string_view between = "=\"";
        std::string_view after = "\"";
        format::XmlPlace place = format::XmlPlace::attribute;
        bool property = false;  // the value is written as in a Java properties file
    };

    // Where a line of a Java properties file stands in the text. NULL removes the line.
    struct Property {
        std::size_t begin = 0;  // of its value
        std::size_t end = 0;
        std::size_t line_begin = 0;
        std::size_t line_end = 0;
        bool in_cdata = false;
        bool separated = true;  // by something that a value can follow
    };

    // `name` must outlive the record.
    XmlRecord(RecordShape shape, std::string_view name, const Place& place);
    ~XmlRecord();
    XmlRecord(const XmlRecord&) = delete;
    XmlRecord& operator=(const XmlRecord&) = delete;

    // Fields named like the attributes; new fields become attributes of this tag.
    void add_attributes(const format::XmlTag& tag);

    // A field whose value is the content of a leaf; NULL removes the bytes of `whole`.
    void add_content(std::string_view name, const format::XmlNode& leaf, const format::XmlNode& whole);
    // The same, white space at both ends left out.
    void add_trimmed_content(std::string_view name, const format::XmlNode& leaf,
                             const format::XmlNode& whole);
    // Both must outlive the record.
    void add_property(std::string_view name, std::string_view value, const Property& place);
    // A cell of a row: NULL is an element marked so.
    void add_cell(std::string_view name, const format::XmlNode& cell, bool is_null);

    // Text that stays as long as the record, decoded from a leaf: a name for a field.
    std::string_view keep(std::string_view content);
    std::string_view keep_attribute(std::string_view raw);

    void set_new_field(const NewField& new_field) { new_field_ = new_field; }

    // Gives the record of `size` bytes to the sink and appends its edits as splices of the held
    // bytes. Throws Error when XML cannot hold a new value.
    void push(RecordSink& sink, std::size_t size, std::vector<format::XmlSplice>& splices);

private:
    struct Piece {
        std::size_t begin = 0;  // what a new value replaces, with `before` and `after` around it
        std::size_t end = 0;
        std::string before;
        std::string after;
        std::size_t null_begin = 0;  // what NULL replaces with `null`
        std::size_t null_end = 0;
        std::string null;
        format::XmlTarget target;
        bool property = false;
    };

    std::string_view slice(std::size_t begin, std::size_t end) const {
        return place_.text.substr(begin, end - begin);
    }
    format::XmlTarget target(format::XmlPlace place) const;
    Piece content_piece(const format::XmlNode& leaf) const;
    void add(std::string_view name, std::optional<std::string_view> value, Piece piece);
    std::string_view decode_content(std::string_view content, std::size_t at);
    void note(std::string_view fault, std::size_t at);
    std::uint64_t line_at(std::size_t at);
    format::XmlSplice splice(const Edit& edit) const;
    format::XmlSplice insertion(const Edit& edit) const;
    [[noreturn]] void refuse(std::string_view field, const char* why) const;

    Record record_;
    Place place_;
    std::vector<Field> fields_;
    std::vector<Piece> pieces_;
    std::vector<Skip> faults_;
    std::string decoded_;  // reserved once: views point into it
    NewField new_field_;
    std::size_t lines_seen_ = 0;  // up to here, and line_ is the one that it is in
    std::uint64_t line_ = 0;
};

}  // namespace postern::source
