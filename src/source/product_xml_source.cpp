#include "source/product_xml_source.hpp"

#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "format/xml_tree.hpp"
#include "source/wanted_names.hpp"
#include "source/xml_cursor.hpp"
#include "source/xml_record.hpp"
#include "source/xstream_file.hpp"

namespace postern::source {

namespace {

constexpr std::string_view kProperties = "properties";
constexpr std::string_view kCrowdBackup = "crowd";
constexpr std::string_view kCrowdSetting = "property";
// What stands around a comment, for one whose text lost its root.
constexpr std::string_view kAround = "<x>";
constexpr std::string_view kAroundEnd = "</x>";

using Splices = std::vector<format::XmlSplice>;

class Reader {
public:
    Reader(XmlCursor& cursor, RecordSink& sink)
        : cursor_(cursor), sink_(sink), wanted_(sink, RecordShape::element) {}
    ~Reader() { ::explicit_bzero(fragment_.data(), fragment_.size()); }

    void read() {
        for (;;) {
            switch (cursor_.next()) {
                case XmlCursor::Event::open:
                    cursor_.depth() == 0 ? read_root() : read_element();
                    break;
                case XmlCursor::Event::comment:
                    read_lone_comment();
                    break;
                case XmlCursor::Event::close:
                    break;
                case XmlCursor::Event::end:
                    check_crowd_backup();
                    return;
            }
        }
    }

private:
    void read_root() {
        root_ = cursor_.name();
        around_ = root_ == "jira-database-config" ? "jdbc-datasource" : root_;
        if (is_mail_server_class(root_)) {
            read_xstream_file(cursor_, sink_);
        } else {
            cursor_.enter();
        }
    }

    // Where its settings stand is not documented.
    void check_crowd_backup() {
        if (root_ == kCrowdBackup && !setting_seen_ && wanted_.has(kCrowdSetting)) {
            sink_.skip({0, "a backup of Crowd without settings where other backups have them"});
        }
    }

    void read_element() {
        if (!is_readable(cursor_.name(), cursor_.depth() == 1)) {
            cursor_.enter();
            return;
        }
        const std::string_view text = cursor_.element();
        Splices splices;
        push_element(text, 0, false, splices);
        cursor_.release(text.size(), std::move(splices));
    }

    bool is_readable(std::string_view name, bool below_root) {
        return name == kProperties ? below_root && wanted_.has(root_) : wanted_.has(name);
    }

    XmlRecord::Place place(std::string_view text, std::size_t shift, bool commented_out) {
        base::ByteWindow& window = cursor_.window();
        return {text,         shift, window.offset() + shift, window.line_at(shift), cursor_.encoding(),
                commented_out};
    }

    void push_element(std::string_view text, std::size_t shift, bool commented_out, Splices& splices) {
        if (const auto fault = tree_.parse(text)) {
            sink_.skip({cursor_.window().offset() + shift + fault->at, fault->reason});
            return;
        }
        const auto nodes = tree_.nodes();
        const std::string_view name = nodes[0].name == kProperties ? root_ : nodes[0].name;
        XmlRecord record(RecordShape::element, name, place(text, shift, commented_out));
        record.add_attributes(tree_.tag(0));
        std::size_t last = nodes[0].content_begin;
        bool leaves = false;
        setting_seen_ = setting_seen_ || name == kCrowdSetting;
        for (std::size_t i = 1; i < nodes.size(); i = nodes[i].next) {
            leaves = add_leaf(record, name, tree_, i) || leaves;
            last = nodes[i].end;
        }
        allow_new_field(record, name, leaves, last);
        record.push(sink_, text.size(), splices);
        read_comments(text, shift, name, splices);
    }

    void allow_new_field(XmlRecord& record, std::string_view name, bool leaves, std::size_t last) const {
        if (name == root_ && !tree_.nodes()[0].self_closing) {
            record.set_new_field({last, "<property name=\"", "\">", "</property>", format::XmlPlace::text});
        } else if (name == root_ || leaves) {
            record.set_new_field({.before = {}});
        }
    }

    // False when it is none of a record of that name.
    bool add_leaf(XmlRecord& record, std::string_view name, format::XmlTree& tree, std::size_t i) {
        const format::XmlNode& node = tree.nodes()[i];
        if (!tree.is_leaf(i)) {
            return false;
        }
        if (name != root_) {
            record.add_content(node.name, node, node);
            return true;
        }
        const format::XmlAttribute* found = node.name == "property" ? tree.tag(i).find("name") : nullptr;
        if (found != nullptr) {
            const std::string_view raw = format::raw_value(tree.text().substr(node.begin), *found);
            record.add_content(record.keep_attribute(raw), node, node);
        }
        return found != nullptr;
    }

    // Of the element last parsed: those that stand right in it.
    void read_comments(std::string_view text, std::size_t shift, std::string_view name, Splices& splices) {
        const std::vector<format::XmlComment> comments(tree_.comments().begin(), tree_.comments().end());
        for (const format::XmlComment& comment : comments) {
            if (comment.inside == 0) {
                read_comment(text.substr(comment.begin, comment.end - comment.begin), shift + comment.begin,
                             name, splices);
            }
        }
    }

    void read_lone_comment() {
        const std::string_view comment = cursor_.comment();
        Splices splices;
        read_comment(comment, 0, around_, splices);
        cursor_.release(comment.size(), std::move(splices));
    }

    void read_comment(std::string_view comment, std::size_t shift, std::string_view name, Splices& splices) {
        const std::size_t begin = format::opening_size(format::XmlMarkup::comment);
        const std::size_t end = comment.size() - format::terminator_of(format::XmlMarkup::comment).size();
        const std::string_view text = comment.substr(begin, end < begin ? 0 : end - begin);
        if (text.find('<') == std::string_view::npos) {
            return;
        }
        ::explicit_bzero(fragment_.data(), fragment_.size());
        fragment_ = kAround;
        (fragment_ += text) += kAroundEnd;
        if (!fragments_.parse(fragment_)) {
            read_fragments(shift + begin - kAround.size(), name, splices);
        } else if (text.find("password") != std::string_view::npos) {
            sink_.skip({cursor_.window().offset() + shift,
                        "a comment that names a password and is not well-formed"});
        }
    }

    // Elements are records of their own, leaves one together.
    void read_fragments(std::size_t shift, std::string_view name, Splices& splices) {
        const auto nodes = fragments_.nodes();
        XmlRecord record(RecordShape::element, name, place(fragment_, shift, true));
        record.set_new_field({.before = {}});
        bool leaves = false;
        for (std::size_t i = 1; i < nodes.size(); i = nodes[i].next) {
            const bool is_field =
                fragments_.is_leaf(i) &&
                (name == root_ ? nodes[i].name == "property" : !is_readable(nodes[i].name, true));
            if (is_field) {
                leaves = add_leaf(record, name, fragments_, i) || leaves;
            } else if (is_readable(nodes[i].name, true)) {
                push_element(
                    std::string_view(fragment_).substr(nodes[i].begin, nodes[i].end - nodes[i].begin),
                    shift + nodes[i].begin, true, splices);
            }
        }
        if (leaves && wanted_.has(name)) {
            record.push(sink_, fragment_.size() - kAroundEnd.size(), splices);
        }
    }

    XmlCursor& cursor_;
    RecordSink& sink_;
    WantedNames wanted_;
    format::XmlTree tree_;
    format::XmlTree fragments_;
    std::string fragment_;
    std::string root_;
    bool setting_seen_ = false;
    std::string around_;  // the record that a comment's leaves belong to where none stands around it
};

}  // namespace

void ProductXmlSource::read(RecordSink& sink) {
    read_xml(XmlCursor(window_, sink), sink, [&sink](XmlCursor& cursor) { Reader(cursor, sink).read(); });
}

}  // namespace postern::source
