#include "rewrite/journal_text.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "format/pg_copy.hpp"

namespace postern::rewrite {

namespace {

constexpr std::string_view kMagic = "postern-journal";
constexpr std::string_view kVersion = "1";
constexpr std::array<std::pair<JournalState, std::string_view>, 3> kStates{
    {{JournalState::prepared, "prepared"}, {JournalState::done, "done"}, {JournalState::undone, "undone"}}};

constexpr std::array<std::pair<RowAction, std::string_view>, 3> kActions{
    {{RowAction::update, "row"}, {RowAction::insert, "insert"}, {RowAction::remove, "remove"}}};

using Value = std::optional<std::string>;

class Writer {
public:
    void line(std::initializer_list<Value> fields) {
        bool first = true;
        for (const Value& field : fields) {
            add(first ? "" : "\t");
            add(format::encode_copy(field));
            first = false;
        }
        add("\n");
    }
    void column(const ColumnChange& change) {
        add("column\t");
        add(format::encode_copy(change.column));
        for (const auto& value : {change.before, change.after}) {
            add("\t");
            add(format::encode_copy(value ? Value(std::string(value->reveal())) : std::nullopt));
        }
        add("\n");
    }
    Secret take() {
        std::vector<std::string_view> views;
        std::transform(pieces_.begin(), pieces_.end(), std::back_inserter(views),
                       [](const Secret& piece) { return piece.reveal(); });
        return Secret::joined(views);
    }

private:
    void add(std::string_view piece) { pieces_.emplace_back(piece); }

    std::vector<Secret> pieces_;
};

std::string_view word(JournalState state) {
    return kStates[static_cast<std::size_t>(state)].second;
}

std::string_view word(RowAction action) {
    return kActions[static_cast<std::size_t>(action)].second;
}

std::vector<Value> split(std::string_view line) {
    std::vector<Value> fields;
    while (true) {
        const std::size_t tab = line.find('\t');
        const std::string_view field = line.substr(0, tab);
        Value value;
        if (!format::is_copy_null(field)) {
            format::append_decoded_copy(field, value.emplace());
        }
        fields.push_back(std::move(value));
        if (tab == std::string_view::npos) {
            return fields;
        }
        line.remove_prefix(tab + 1);
    }
}

class Reader {
public:
    // Whether the line belongs into a journal.
    bool take(const std::vector<Value>& fields) {
        if (ended_ || !fields.front()) {
            return false;
        }
        const std::string& kind = *fields.front();
        if (journal_ == std::nullopt) {
            return take_head(fields);
        }
        for (const auto& [action, name] : kActions) {
            if (kind == name && fields.size() == 3) {
                journal_->changes.push_back({{text(fields[1]), text(fields[2]), {}}, {}, action});
                return true;
            }
        }
        if (kind == "key" || kind == "column") {
            return take_part(fields);
        }
        if (kind == "end" && fields.size() == 2) {
            ended_ = true;
            return text(fields[1]) == std::to_string(journal_->changes.size());
        }
        return take_fact(fields);
    }

    std::optional<Journal> result() && { return ended_ ? std::move(journal_) : std::nullopt; }

private:
    static std::string text(const Value& value) { return value.value_or(""); }

    static std::optional<Secret> secret(const Value& value) {
        return value ? std::optional(Secret(*value)) : std::nullopt;
    }

    bool take_head(const std::vector<Value>& fields) {
        if (fields.size() != 3 || text(fields[0]) != kMagic || text(fields[1]) != kVersion) {
            return false;
        }
        for (const auto& [state, name] : kStates) {
            if (text(fields[2]) == name) {
                journal_.emplace().state = state;
                return true;
            }
        }
        return false;
    }

    bool take_part(const std::vector<Value>& fields) {
        if (journal_->changes.empty()) {
            return false;
        }
        RowChange& change = journal_->changes.back();
        if (*fields[0] == "key" && fields.size() == 3) {
            change.row.key.emplace_back(text(fields[1]), fields[2]);
            return true;
        }
        if (*fields[0] == "column" && fields.size() == 4) {
            change.columns.push_back({text(fields[1]), secret(fields[2]), secret(fields[3])});
            return true;
        }
        return false;
    }

    bool take_fact(const std::vector<Value>& fields) {
        const std::array<std::pair<std::string_view, std::string Journal::*>, 8> facts{
            {{"command", &Journal::command},
             {"made", &Journal::made},
             {"maker", &Journal::maker},
             {"url", &Journal::url},
             {"identity", &Journal::identity},
             {"place", &Journal::place},
             {"postfix", &Journal::postfix},
             {"by-hand", &Journal::by_hand}}};
        for (const auto& [name, member] : facts) {
            if (*fields[0] == name && fields.size() == 2) {
                (*journal_).*member = text(fields[1]);
                return true;
            }
        }
        return false;
    }

    std::optional<Journal> journal_;
    bool ended_ = false;
};

}  // namespace

Secret write_journal_text(const Journal& journal) {
    Writer writer;
    writer.line({std::string(kMagic), std::string(kVersion), std::string(word(journal.state))});
    writer.line({"command", journal.command});
    writer.line({"made", journal.made});
    writer.line({"maker", journal.maker});
    writer.line({"url", journal.url});
    writer.line({"identity", journal.identity});
    writer.line({"place", journal.place});
    writer.line({"postfix", journal.postfix});
    writer.line({"by-hand", journal.by_hand});
    for (const RowChange& change : journal.changes) {
        writer.line({std::string(word(change.action)), change.row.schema, change.row.table});
        for (const auto& [column, value] : change.row.key) {
            writer.line({"key", column, value});
        }
        for (const ColumnChange& column : change.columns) {
            writer.column(column);
        }
    }
    writer.line({"end", std::to_string(journal.changes.size())});
    return writer.take();
}

std::optional<Journal> read_journal_text(std::string_view text) {
    Reader reader;
    while (!text.empty()) {
        const std::size_t newline = text.find('\n');
        if (newline == std::string_view::npos || !reader.take(split(text.substr(0, newline)))) {
            return std::nullopt;
        }
        text.remove_prefix(newline + 1);
    }
    return std::move(reader).result();
}

}  // namespace postern::rewrite
