#include "source/tomee_resource.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "format/java_properties.hpp"
#include "format/xml_flat_text.hpp"

namespace postern::source {

namespace {

using Entry = format::JavaProperty;
using Entries = std::vector<const Entry*>;

// Properties, and where their text stands in the element.
struct Body {
    Body(const XmlRecord::Place& place, std::size_t begin, std::size_t end, bool of_comment)
        : start(begin),
          flat(place.text.substr(begin, end - begin), place.encoding, of_comment),
          properties(flat.text()) {}

    std::size_t start;
    format::XmlFlatText flat;
    format::JavaProperties properties;
};

bool has_key(const Entries& entries, std::string_view key) {
    return std::any_of(entries.begin(), entries.end(),
                       [key](const Entry* entry) { return entry->key == key; });
}

const Entry& last_of(const Entries& entries) {
    return **std::max_element(entries.begin(), entries.end(),
                              [](const Entry* a, const Entry* b) { return a->end < b->end; });
}

// Java takes the last one.
bool is_overridden(std::span<const Entry> entries, std::size_t i) {
    return std::any_of(
        entries.begin() + static_cast<std::ptrdiff_t>(i) + 1, entries.end(),
        [&](const Entry& later) { return !later.commented_out && later.key == entries[i].key; });
}

class Pusher {
public:
    Pusher(const XmlRecord::Place& place, format::XmlTree& tree, RecordSink& sink,
           std::vector<format::XmlSplice>& splices)
        : place_(place), tree_(tree), sink_(sink), splices_(splices) {}

    bool push() {
        const format::XmlNode& node = tree_.nodes()[0];
        const Body body(place_, node.content_begin, node.content_end, false);
        Entries active;
        std::vector<Entries> inactive;
        sort(body, active, inactive);
        if (active.empty() && inactive.empty() && tree_.comments().empty()) {
            return false;
        }
        push_record(body, active, place_.commented_out, kLine);
        for (const Entries& group : inactive) {
            push_record(body, group, true, kCommentedLine);
        }
        push_comments();
        return true;
    }

private:
    static constexpr std::string_view kLine = "\n";
    static constexpr std::string_view kCommentedLine = "\n#";

    // What is overridden counts as soon as the line that does it is taken away: so it stands behind it.
    static void sort(const Body& body, Entries& active, std::vector<Entries>& inactive) {
        const auto entries = body.properties.entries();
        Entries overridden;
        for (std::size_t i = 0; i < entries.size(); ++i) {
            const bool last = !entries[i].commented_out && !is_overridden(entries, i);
            if (last) {
                active.push_back(&entries[i]);
                continue;
            }
            if (!entries[i].commented_out) {
                overridden.push_back(&entries[i]);
            }
            add_to_group(inactive, entries[i]);
        }
        active.insert(active.end(), overridden.begin(), overridden.end());
    }

    static void add_to_group(std::vector<Entries>& groups, const Entry& entry) {
        if (groups.empty() || has_key(groups.back(), entry.key)) {
            groups.emplace_back();
        }
        groups.back().push_back(&entry);
    }

    void push_comments() {
        const std::vector<format::XmlComment> comments(tree_.comments().begin(), tree_.comments().end());
        for (const format::XmlComment& comment : comments) {
            const std::size_t begin = comment.begin + format::opening_size(format::XmlMarkup::comment);
            const std::size_t end = comment.end - format::terminator_of(format::XmlMarkup::comment).size();
            const Body body(place_, begin, std::max(begin, end), true);
            std::vector<Entries> groups;
            for (const Entry& entry : body.properties.entries()) {
                add_to_group(groups, entry);
            }
            for (const Entries& group : groups) {
                push_record(body, group, true, kLine);
            }
        }
    }

    void push_record(const Body& body, const Entries& entries, bool commented_out,
                     std::string_view new_line) {
        XmlRecord::Place place = place_;
        place.commented_out = commented_out;
        XmlRecord record(RecordShape::element, tree_.nodes()[0].name, place);
        format::XmlTag tag = tree_.tag(0);
        if (commented_out && !place_.commented_out) {
            std::erase_if(tag.attributes, [](const format::XmlAttribute& attribute) {
                constexpr std::array<std::string_view, 4> kNaming{"id", "name", "type", "class-name"};
                return std::find(kNaming.begin(), kNaming.end(), attribute.name) == kNaming.end();
            });
        }
        record.add_attributes(tag);
        for (const Entry* entry : entries) {
            add(record, body, *entry);
        }
        if (!entries.empty()) {
            allow_new_field(record, body, last_of(entries), new_line);
        }
        record.push(sink_, place_.text.size(), splices_);
    }

    void add(XmlRecord& record, const Body& body, const Entry& entry) {
        const format::XmlPlaceInText value = body.flat.place(entry.value_begin, entry.value_end);
        if (value.markup) {
            sink_.skip({place_.offset + body.start + value.begin, "a property with markup in its value"});
            return;
        }
        XmlRecord::Property property;
        property.begin = body.start + value.begin;
        property.end = body.start + value.end;
        property.in_cdata = value.in_cdata;
        property.separated = entry.separated;
        const format::XmlPlaceInText line = body.flat.place(entry.begin, entry.end);
        property.line_begin = body.start + (line.markup ? value.begin : line.begin);
        property.line_end = body.start + (line.markup ? value.end : line.end);
        record.add_property(entry.key, entry.value, property);
    }

    void allow_new_field(XmlRecord& record, const Body& body, const Entry& last,
                         std::string_view new_line) const {
        const format::XmlPlaceInText value = body.flat.place(last.value_begin, last.value_end);
        XmlRecord::NewField field;
        field.at = body.start + value.end;
        field.before = new_line;
        field.between = "=";
        field.after = "";
        field.place = format::XmlPlace::text;
        field.property = true;
        if (value.in_cdata) {
            field.before = new_line == kLine ? "]]>\n" : "]]>\n#";
            field.after = "<![CDATA[";
        }
        record.set_new_field(field);
    }

    const XmlRecord::Place& place_;
    format::XmlTree& tree_;
    RecordSink& sink_;
    std::vector<format::XmlSplice>& splices_;
};

}  // namespace

bool push_tomee_resource(const XmlRecord::Place& place, format::XmlTree& tree, RecordSink& sink,
                         std::vector<format::XmlSplice>& splices) {
    return Pusher(place, tree, sink, splices).push();
}

}  // namespace postern::source
