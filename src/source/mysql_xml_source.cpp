#include "source/mysql_xml_source.hpp"

#include <cstring>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "format/mysql_xml_text.hpp"
#include "format/xml_tree.hpp"
#include "postern/error.hpp"
#include "source/index_text.hpp"
#include "source/sql_table_catalog.hpp"
#include "source/xml_cursor.hpp"

namespace postern::source {

namespace {

using Event = XmlCursor::Event;

constexpr std::size_t kMostColumns = 4096;  // of any table

// The first table that a query reads.
SqlTableName table_of(std::string_view statement) {
    TextSource bytes(statement);
    base::ByteWindow window(bytes);
    const format::SqlDialect dialect = format::mysql_dialect();
    SqlTokens tokens(window, dialect);
    try {
        while (tokens.peek().kind != format::SqlTokenKind::end) {
            if (tokens.take_word("from")) {
                return read_table_name(tokens);
            }
            tokens.next();
        }
    } catch (const base::DamagedInput&) {  // no table then
    }
    return {};
}

class Reader {
public:
    Reader(XmlCursor& cursor, RecordSink& sink) : cursor_(cursor), sink_(sink) {}

    ~Reader() { ::explicit_bzero(decoded_.data(), decoded_.capacity()); }
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    void read() {
        if (cursor_.next() != Event::open) {
            return;
        }
        if (cursor_.name() == "resultset") {
            name_ = table_of(attribute("statement"));
            read_rows();
        } else if (cursor_.name() == "mysqldump") {
            for_each_child("database", [this] { read_database(); });
        } else {
            throw MalformedXml(cursor_.window().offset(), "the root is not <mysqldump> or <resultset>");
        }
        cursor_.next();
    }

private:
    // Enters the element at the front; passes its children of other names.
    template <typename Visit>
    void for_each_child(std::string_view name, Visit visit) {
        if (!cursor_.enter()) {
            return;
        }
        while (cursor_.next() == Event::open) {
            if (cursor_.name() == name) {
                visit();
            } else {
                cursor_.pass();
            }
        }
    }

    void read_database() {
        name_.database = attribute("name");
        for_each_child("table_data", [this] {
            name_.table = attribute("name");
            read_rows();
        });
    }

    void read_rows() {
        std::optional<bool> wanted;
        for_each_child("row", [this, &wanted] {
            wanted = wanted ? wanted : wants_rows();
            if (*wanted) {
                read_row();
            } else {
                cursor_.pass_alike();
            }
        });
    }

    // Only rows name the columns, the first as good as any.
    bool wants_rows() {
        return sink_.wants_columns(name_.table, [this] {
            const std::string_view text = cursor_.element();
            std::vector<std::string> columns;
            if (!tree_.parse(text, kMostColumns + 1) && take_apart(text)) {
                for (const Field& field : fields_) {
                    columns.emplace_back(field.name);
                }
            }
            return columns;
        });
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
        format::append_decoded_mysql_xml(format::raw_value(cursor_.window().bytes(), *found), value);
        return value;
    }

    void read_row() {
        const std::string_view text = cursor_.element();
        std::vector<format::XmlSplice> splices;
        if (const auto fault = tree_.parse(text, kMostColumns + 1)) {
            sink_.skip({cursor_.window().offset() + fault->at, fault->reason});
        } else if (take_apart(text)) {
            push(text, splices);
        } else {
            sink_.skip({cursor_.window().offset(), "a row that is more than named fields"});
        }
        cursor_.release(text.size(), std::move(splices));
    }

    bool take_apart(std::string_view text) {
        fields_.clear();
        cells_.clear();
        decoded_.clear();
        decoded_.reserve(text.size());  // values are views into it, and none is longer than its text
        const auto nodes = tree_.nodes();
        for (std::size_t i = 1; i < nodes.size(); i = nodes[i].next) {
            const std::string_view content = tree_.content(i);
            const format::XmlTag& tag = tree_.tag(i);
            const format::XmlAttribute* name = tag.find("name");
            if (name == nullptr || !tree_.is_leaf(i) || content.find('<') != std::string_view::npos) {
                return false;
            }
            const std::string_view start = text.substr(nodes[i].begin);
            const format::XmlAttribute* nil = tag.find("xsi:nil");
            const bool is_null = nil != nullptr && format::raw_value(start, *nil) == "true";
            add(nodes[i], format::raw_value(start, *name), content, is_null);
        }
        return true;
    }

    void add(const format::XmlNode& node, std::string_view raw_name, std::string_view content, bool is_null) {
        const bool whole = is_null || node.self_closing;
        const Cell cell{whole ? node.begin : node.content_begin, whole ? node.end : node.content_end,
                        node.begin, node.end, raw_name};
        const std::uint64_t offset = cursor_.window().offset();
        const std::string_view name = decoded(raw_name);
        Field field{name, std::nullopt, {offset + cell.begin, offset + cell.end}, FieldOrigin::own};
        if (!is_null) {
            field.value = decoded(content);
        }
        fields_.push_back(field);
        cells_.push_back(cell);
    }

    std::string_view decoded(std::string_view raw) {
        const std::size_t begin = decoded_.size();
        format::append_decoded_mysql_xml(raw, decoded_);
        return std::string_view(decoded_).substr(begin);
    }

    void push(std::string_view text, std::vector<format::XmlSplice>& splices) {
        base::ByteWindow& window = cursor_.window();
        const std::uint64_t start = window.offset();
        const Record record{RecordShape::row, name_.database, name_.schema, name_.table,
                            fields_,          true,           false,        {start, start + text.size()},
                            window.line_at(0)};
        for (const Edit& edit : sink_.record(record)) {
            if (edit.field >= cells_.size()) {
                throw Error(ErrorKind::failed, "a row has no column of that name to set");
            }
            splices.push_back(splice(cells_[edit.field], edit.value));
        }
    }

    // Where a field's value stands, and the whole element.
    struct Cell {
        std::size_t begin = 0;
        std::size_t end = 0;
        std::size_t whole_begin = 0;
        std::size_t whole_end = 0;
        std::string_view raw_name;
    };

    static format::XmlSplice splice(const Cell& cell, const std::optional<std::string>& value) {
        const std::string start = "<field name=\"" + std::string(cell.raw_name) + "\"";
        if (!value) {
            return {cell.whole_begin, cell.whole_end, start + " xsi:nil=\"true\" />"};
        }
        const std::string text = format::encode_mysql_xml(*value);
        const bool is_whole = cell.begin == cell.whole_begin;
        return {cell.begin, cell.end, is_whole ? start + ">" + text + "</field>" : text};
    }

    XmlCursor& cursor_;
    RecordSink& sink_;
    format::XmlTree tree_;
    format::XmlTag tag_;
    SqlTableName name_;
    std::vector<Field> fields_;
    std::vector<Cell> cells_;
    std::string decoded_;  // wiped at the end
};

}  // namespace

void MysqlXmlSource::read(RecordSink& sink) {
    read_xml(XmlCursor(window_), sink, [&sink](XmlCursor& cursor) { Reader(cursor, sink).read(); });
}

}  // namespace postern::source
