#include "source/jira_xml_source.hpp"

#include <utility>
#include <vector>

#include "format/xml_tree.hpp"
#include "source/wanted_names.hpp"
#include "source/xml_comment_options.hpp"
#include "source/xml_cursor.hpp"
#include "source/xml_record.hpp"

namespace postern::source {

namespace {

class Reader {
public:
    Reader(XmlCursor& cursor, RecordSink& sink)
        : cursor_(cursor), sink_(sink), wanted_(sink, RecordShape::element) {}

    void read() {
        cursor_.stop_at_comments_of_prolog();
        XmlCursor::Event event = cursor_.next();
        for (; event == XmlCursor::Event::comment; event = cursor_.next()) {
            read_comment();
        }
        if (event != XmlCursor::Event::open) {
            return;
        }
        if (cursor_.name() != "entity-engine-xml") {
            throw MalformedXml(cursor_.window().offset(), "the root is not <entity-engine-xml>");
        }
        if (cursor_.enter()) {
            while (cursor_.next() == XmlCursor::Event::open) {
                if (wanted_.has(cursor_.name())) {
                    read_element();
                } else {
                    cursor_.pass_alike();
                }
            }
        }
        cursor_.next();
    }

private:
    // Jira tells there how it was started.
    void read_comment() {
        const std::string_view text = cursor_.comment();
        std::vector<format::XmlSplice> splices;
        if (wanted_.has("jvm-options")) {
            splices =
                push_comment_options(sink_, {text, cursor_.window().offset(), cursor_.window().line_at(0)});
        }
        cursor_.release(text.size(), std::move(splices));
    }

    void read_element() {
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
        XmlRecord record(RecordShape::element, nodes[0].name,
                         {.text = text,
                          .offset = window.offset(),
                          .line = window.line_at(0),
                          .encoding = cursor_.encoding()});
        record.add_attributes(tree_.tag(0));
        for (std::size_t i = 1; i < nodes.size(); i = nodes[i].next) {
            if (tree_.is_leaf(i)) {
                record.add_content(nodes[i].name, nodes[i], nodes[i]);
            }
        }
        record.push(sink_, text.size(), splices);
    }

    XmlCursor& cursor_;
    RecordSink& sink_;
    WantedNames wanted_;
    format::XmlTree tree_;
};

}  // namespace

void JiraXmlSource::read(RecordSink& sink) {
    read_xml(XmlCursor(window_), sink, [&sink](XmlCursor& cursor) { Reader(cursor, sink).read(); });
}

}  // namespace postern::source
