#include "source/confluence_xml_source.hpp"

#include <string>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "format/xml_tree.hpp"
#include "source/wanted_names.hpp"
#include "source/xml_cursor.hpp"
#include "source/xml_record.hpp"

namespace postern::source {

namespace {

using Event = XmlCursor::Event;

class Reader {
public:
    Reader(XmlCursor& cursor, RecordSink& sink)
        : cursor_(cursor), sink_(sink), wanted_(sink, RecordShape::element) {}

    void read() {
        if (cursor_.next() != Event::open) {
            return;
        }
        if (cursor_.enter()) {
            while (cursor_.next() == Event::open) {
                if (cursor_.name() == "object" && is_wanted()) {
                    read_object();
                } else if (cursor_.name() == "object" && sounds_wanted()) {
                    tell_unknown_class();
                } else {
                    cursor_.pass();
                }
            }
        }
        cursor_.next();
    }

private:
    // By the class in the start tag at the front. Its package stands before it, or in an attribute of its
    // own.
    bool is_wanted() {
        if (const auto fault = cursor_.tag(tag_)) {
            throw MalformedXml(cursor_.window().offset() + fault->at, fault->reason);
        }
        const format::XmlAttribute* found = tag_.find("class");
        class_.clear();
        if (found == nullptr) {
            return false;
        }
        const std::string_view raw = format::raw_value(cursor_.window().bytes(), *found);
        format::append_decoded(class_, raw, format::XmlPlace::attribute, cursor_.encoding());
        class_.erase(0, class_.find_last_of('.') + 1);
        return wanted_.has(class_);
    }

    bool sounds_wanted() const { return base::glob_fits("*bandana*", class_); }

    // A key of mail accounts in a class of another name: nobody read what it holds.
    void tell_unknown_class() {
        const std::string_view text = cursor_.element();
        const auto fault = tree_.parse(text);
        if (fault || holds_mail_key()) {
            sink_.skip({cursor_.window().offset() + (fault ? fault->at : 0),
                        fault ? fault->reason : "mail accounts in an object of a class that is not known"});
        }
        cursor_.release(text.size(), {});
    }

    bool holds_mail_key() {
        const auto nodes = tree_.nodes();
        for (std::size_t i = 1; i < nodes.size(); i = nodes[i].next) {
            std::string key;
            format::append_content(key, tree_.content(i), cursor_.encoding());
            if (nodes[i].name == "property" && base::glob_fits("*mail*accounts", key)) {
                return true;
            }
        }
        return false;
    }

    void read_object() {
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
        XmlRecord record(RecordShape::element, class_,
                         {.text = text,
                          .offset = window.offset(),
                          .line = window.line_at(0),
                          .encoding = cursor_.encoding()});
        std::size_t last = nodes[0].content_begin;
        for (std::size_t i = 1; i < nodes.size(); i = nodes[i].next) {
            const format::XmlNode& node = nodes[i];
            last = node.end;
            const bool is_field = node.name == "id" || node.name == "property";
            const format::XmlAttribute* name =
                is_field && tree_.is_leaf(i) ? tree_.tag(i).find("name") : nullptr;
            if (name != nullptr) {
                record.add_content(record.keep_attribute(format::raw_value(text.substr(node.begin), *name)),
                                   node, node);
            }
        }
        if (nodes[0].self_closing) {
            record.set_new_field({.before = {}});
        } else {
            record.set_new_field({last, "<property name=\"", "\">", "</property>", format::XmlPlace::text});
        }
        record.push(sink_, text.size(), splices);
    }

    XmlCursor& cursor_;
    RecordSink& sink_;
    WantedNames wanted_;
    format::XmlTree tree_;
    format::XmlTag tag_;
    std::string class_;
};

}  // namespace

void ConfluenceXmlSource::read(RecordSink& sink) {
    read_xml(XmlCursor(window_), sink, [&sink](XmlCursor& cursor) { Reader(cursor, sink).read(); });
}

}  // namespace postern::source
