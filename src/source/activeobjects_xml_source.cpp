#include "source/activeobjects_xml_source.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "format/xml_tree.hpp"
#include "source/xml_cursor.hpp"
#include "source/xml_record.hpp"

namespace postern::source {

namespace {

using Event = XmlCursor::Event;

class Reader {
public:
    Reader(XmlCursor& cursor, RecordSink& sink) : cursor_(cursor), sink_(sink) {}

    void read() {
        if (cursor_.next() != Event::open) {
            return;
        }
        if (cursor_.name() != "backup") {
            throw MalformedXml(cursor_.window().offset(), "the root is not <backup>");
        }
        if (cursor_.enter()) {
            while (cursor_.next() == Event::open) {
                if (cursor_.name() == "data") {
                    read_data();
                } else {
                    cursor_.pass();
                }
            }
        }
        cursor_.next();
    }

private:
    void read_data() {
        table_ = attribute("tableName");
        columns_.clear();
        std::optional<bool> wanted;
        if (!cursor_.enter()) {
            return;
        }
        while (cursor_.next() == Event::open) {
            if (cursor_.name() != "row") {
                read_column();
                continue;
            }
            wanted = wanted ? wanted : sink_.wants_columns(table_, [this] { return columns_; });
            if (*wanted) {
                read_row();
            } else {
                cursor_.pass_alike();
            }
        }
    }

    void read_column() {
        if (cursor_.name() == "column") {
            columns_.push_back(attribute("name"));
        }
        cursor_.pass();
    }

    // Of the start tag at the front.
    std::string attribute(std::string_view name) {
        const std::uint64_t at = cursor_.window().offset();
        if (const auto fault = cursor_.tag(tag_)) {
            throw MalformedXml(at + fault->at, fault->reason);
        }
        const format::XmlAttribute* found = tag_.find(name);
        if (found == nullptr) {
            throw MalformedXml(at, format::shown_tag(tag_.name) + " without " + std::string(name));
        }
        std::string value;
        const std::string_view raw = format::raw_value(cursor_.window().bytes(), *found);
        const auto wrong =
            format::append_decoded(value, raw, format::XmlPlace::attribute, cursor_.encoding());
        if (!wrong.empty()) {
            throw MalformedXml(at + found->value_begin, std::string(wrong));
        }
        return value;
    }

    void read_row() {
        const std::string_view text = cursor_.element();
        std::vector<format::XmlSplice> splices;
        if (const auto fault = tree_.parse(text)) {
            sink_.skip({cursor_.window().offset() + fault->at, fault->reason});
        } else {
            push(text, splices);
        }
        cursor_.release(text.size(), std::move(splices));
    }

    void push(std::string_view text, std::vector<format::XmlSplice>& splices) {
        base::ByteWindow& window = cursor_.window();
        const auto nodes = tree_.nodes();
        XmlRecord record(RecordShape::row, table_,
                         {.text = text,
                          .offset = window.offset(),
                          .line = window.line_at(0),
                          .encoding = cursor_.encoding()});
        record.set_new_field({.before = {}});
        std::size_t column = 0;
        for (std::size_t i = 1; i < nodes.size(); i = nodes[i].next, ++column) {
            if (column == columns_.size() || !tree_.is_leaf(i)) {
                break;
            }
            record.add_cell(columns_[column], nodes[i], is_nil(text, i));
        }
        if (nodes.size() - 1 != columns_.size() || column != columns_.size()) {
            sink_.skip({window.offset(), "a row that does not fit the columns of its table"});
            return;
        }
        record.push(sink_, text.size(), splices);
    }

    bool is_nil(std::string_view text, std::size_t node) {
        const format::XmlTag& tag = tree_.tag(node);
        for (const format::XmlAttribute& attribute : tag.attributes) {
            const std::string_view value =
                format::raw_value(text.substr(tree_.nodes()[node].begin), attribute);
            if (attribute.name == "nil" || attribute.name.ends_with(":nil")) {
                return value == "true" || value == "1";
            }
        }
        return false;
    }

    XmlCursor& cursor_;
    RecordSink& sink_;
    format::XmlTree tree_;
    format::XmlTag tag_;
    std::string table_;
    std::vector<std::string> columns_;
};

}  // namespace

void ActiveObjectsXmlSource::read(RecordSink& sink) {
    read_xml(XmlCursor(window_), sink, [&sink](XmlCursor& cursor) { Reader(cursor, sink).read(); });
}

}  // namespace postern::source
