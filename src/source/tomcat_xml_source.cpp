#include "source/tomcat_xml_source.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "format/xml_tree.hpp"
#include "source/placeholder_resolver.hpp"
#include "source/tomee_resource.hpp"
#include "source/wanted_names.hpp"
#include "source/xml_cursor.hpp"
#include "source/xml_record.hpp"

namespace postern::source {

namespace {

constexpr std::string_view kParams = "ResourceParams";
constexpr std::string_view kResource = "Resource";
constexpr std::string_view kSpace = " \t\r\n";

bool may_hold_account(std::string_view text) {
    return text.find("mail") != std::string_view::npos || text.find("password") != std::string_view::npos;
}

// `text` up to the next start tag of that name; so what is looked through for each tag of a comment
// does not overlap.
std::string_view before_next(std::string_view text, std::string_view name) {
    return text.substr(0, text.find("<" + std::string(name), 1));
}

using Splices = std::vector<format::XmlSplice>;

class Reader {
public:
    Reader(XmlCursor& cursor, RecordSink& sink)
        : cursor_(cursor), sink_(sink), wanted_(sink, RecordShape::element) {}

    void read() {
        for (;;) {
            switch (cursor_.next()) {
                case XmlCursor::Event::open:
                    if (!has_content(cursor_.name()) || !wanted_.has(cursor_.name()) || !read_whole()) {
                        read_tag();
                    }
                    break;
                case XmlCursor::Event::comment:
                    read_comment();
                    break;
                case XmlCursor::Event::close:
                    break;
                case XmlCursor::Event::end:
                    return;
            }
        }
    }

private:
    void read_tag() {
        if (const auto fault = cursor_.tag(tag_)) {
            sink_.skip(
                {cursor_.window().offset(), fault->reason + " in " + format::shown_tag(cursor_.name())});
            cursor_.abandon_tag(*fault);
            return;
        }
        Splices splices;
        if (wanted_.has(tag_.name)) {
            push_tag(cursor_.window().bytes().substr(0, tag_.end), 0, splices);
        }
        cursor_.release_tag(tag_, std::move(splices));
    }

    // The settings stand in what is below it.
    static bool has_content(std::string_view name) { return name == kParams || name == kResource; }

    // False when it has to be read tag by tag.
    bool read_whole() {
        if (cursor_.name() == kResource && (cursor_.tag(tag_) || tag_.self_closing)) {
            return false;
        }
        const bool params = cursor_.name() == kParams;
        const std::size_t depth = cursor_.depth();
        std::string_view text;
        try {
            text = cursor_.element();
        } catch (const MalformedXml&) {
            cursor_.forget_element(depth);
            return false;
        }
        Splices splices;
        const auto fault = tree_.parse(text);
        if (!params && (fault || !push_resource(text, 0, splices))) {
            cursor_.forget_element(depth);
            return false;
        }
        if (fault) {
            sink_.skip({cursor_.window().offset() + fault->at, fault->reason});
        } else if (params) {
            push_params(text, 0, splices);
        }
        cursor_.release(text.size(), std::move(splices));
        return true;
    }

    void read_comment() {
        const std::string_view comment = cursor_.comment();
        const std::size_t end = comment.size() - format::terminator_of(format::XmlMarkup::comment).size();
        Splices splices;
        std::size_t at = format::opening_size(format::XmlMarkup::comment);
        if (at <= end && !read_bare_tag(comment.substr(0, end), at, splices)) {
            while ((at = comment.substr(0, end).find('<', at)) != std::string_view::npos) {
                at = read_commented_tag(comment.substr(0, end), at, splices);
            }
        }
        cursor_.release(comment.size(), std::move(splices));
    }

    // <!--Resource ... /-->
    bool read_bare_tag(std::string_view comment, std::size_t at, Splices& splices) {
        const std::size_t begin = comment.find_first_not_of(kSpace, at);
        if (begin == std::string_view::npos) {
            return false;
        }
        const std::string_view text = comment.substr(begin, comment.find_last_not_of(kSpace) + 1 - begin);
        const std::string_view name = text.substr(0, format::xml_name_length(text));
        format::XmlFault fault;
        if (name.empty() || !wanted_.has(name)) {
            return false;
        }
        const bool complete = parse_bare_tag(text, tag_, fault) == format::XmlTagStatus::complete;
        if (tag_.attributes.empty()) {  // prose
            return false;
        }
        if (complete) {
            push_tag(text, begin, splices, true);
        } else if (may_hold_account(text.substr(0, text.find('<')))) {
            skip_commented(begin, name);
        }
        return complete;
    }

    // Where to go on.
    std::size_t read_commented_tag(std::string_view comment, std::size_t at, Splices& splices) {
        const std::string_view text = comment.substr(at);
        const std::string_view name = text.substr(1, format::xml_name_length(text.substr(1)));
        format::XmlFault fault;
        if (name.empty() || !wanted_.has(name)) {
            return at + 1;
        }
        if (parse_start_tag(text, tag_, fault) != format::XmlTagStatus::complete) {
            const std::string_view rest = before_next(text, name).substr(name.size() + 1);
            const std::string_view inside = rest.substr(0, format::XmlTagEnd().find(rest));
            if (inside.find('=') != std::string_view::npos && may_hold_account(inside)) {
                skip_commented(at, name);
            }
            return at + 1;
        }
        if (has_content(name) && !tag_.self_closing) {
            const std::size_t length = read_commented_element(text, at, name, splices);
            if (length > 0 || name == kParams) {
                return at + std::max<std::size_t>(length, 1);
            }
        }
        push_tag(text.substr(0, tag_.end), at, splices, true);
        return at + tag_.end;
    }

    // How many bytes that took, 0 when it is no such element.
    std::size_t read_commented_element(std::string_view text, std::size_t at, std::string_view name,
                                       Splices& splices) {
        text = before_next(text, name);
        const std::size_t end = text.find('>', std::min(text.find("</" + std::string(name)), text.size()));
        text = text.substr(0, end == std::string_view::npos ? end : end + 1);
        const bool whole = end != std::string_view::npos && !tree_.parse(text);
        if (name == kResource) {
            return whole && push_resource(text, at, splices, true) ? text.size() : 0;
        }
        if (!whole) {
            if (may_hold_account(text)) {
                skip_commented(at, kParams);
            }
            return 0;
        }
        push_params(text, at, splices, true);
        return text.size();
    }

    // False when its body holds no properties.
    bool push_resource(std::string_view text, std::size_t shift, Splices& splices,
                       bool commented_out = false) {
        return tree_.nodes().size() == 1 &&
               push_tomee_resource(place(text, shift, commented_out), tree_, sink_, splices);
    }

    // Rules name such elements, so the name tells nothing of the file.
    void skip_commented(std::size_t at, std::string_view name) {
        sink_.skip({cursor_.window().offset() + at,
                    "a commented-out <" + std::string(name) + "> that is not well-formed"});
    }

    XmlRecord::Place place(std::string_view text, std::size_t shift, bool commented_out) {
        base::ByteWindow& window = cursor_.window();
        return {text,         shift, window.offset() + shift, window.line_at(shift), cursor_.encoding(),
                commented_out};
    }

    void push_tag(std::string_view text, std::size_t shift, Splices& splices, bool commented_out = false) {
        XmlRecord record(RecordShape::element, tag_.name, place(text, shift, commented_out));
        record.add_attributes(tag_);
        record.push(sink_, text.size(), splices);
    }

    void push_params(std::string_view text, std::size_t shift, Splices& splices, bool commented_out = false) {
        const auto nodes = tree_.nodes();
        XmlRecord record(RecordShape::element, kParams, place(text, shift, commented_out));
        record.add_attributes(tree_.tag(0));
        std::size_t last = nodes[0].content_begin;
        for (std::size_t i = 1; i < nodes.size(); i = nodes[i].next) {
            if (nodes[i].name == "parameter") {
                add_parameter(record, i);
                last = nodes[i].end;
            }
        }
        if (!nodes[0].self_closing) {
            record.set_new_field({last, "<parameter><name>", "</name><value>", "</value></parameter>",
                                  format::XmlPlace::text});
        }
        record.push(sink_, text.size(), splices);
    }

    void add_parameter(XmlRecord& record, std::size_t parameter) {
        const auto nodes = tree_.nodes();
        std::string_view name;
        const format::XmlNode* value = nullptr;
        for (std::size_t i = parameter + 1; i < nodes[parameter].next; i = nodes[i].next) {
            if (nodes[i].name == "name" && tree_.is_leaf(i)) {
                name = record.keep(tree_.content(i));
            } else if (nodes[i].name == "value" && tree_.is_leaf(i)) {
                value = &nodes[i];
            }
        }
        const std::size_t first = name.find_first_not_of(kSpace);
        if (first != std::string_view::npos && value != nullptr) {
            name = name.substr(first, name.find_last_not_of(kSpace) + 1 - first);
            record.add_trimmed_content(name, *value, nodes[parameter]);
        }
    }

    XmlCursor& cursor_;
    RecordSink& sink_;
    WantedNames wanted_;
    format::XmlTree tree_;
    format::XmlTag tag_;
};

}  // namespace

void TomcatXmlSource::read(RecordSink& sink) {
    const auto read_into = [this](RecordSink& into) {
        read_xml(XmlCursor(window_, into), into, [&into](XmlCursor& cursor) { Reader(cursor, into).read(); });
    };
    if (!place_) {
        read_into(sink);
        return;
    }
    TomcatProperties properties(*place_);
    PlaceholderResolver resolver(sink, properties);
    read_into(resolver);
}

}  // namespace postern::source
