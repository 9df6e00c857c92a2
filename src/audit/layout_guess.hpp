// Column names for rows whose source names none.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "audit/rule_index.hpp"
#include "postern/record_sink.hpp"

namespace postern::audit {

// Stands before another sink. A row without names gets those of a layout that one of the table's
// rules knows, when it has as many values and they have the layout's shape; Record::columns_known
// stays false, so that the finding can say so. Where no layout fits, the first such row of each table
// becomes a Skip: it may well hold a secret. A table that only a glob names is passed over: nearly all of
// those hold none. Everything else passes as it is.
// For a rewrite a guess must be sure: of several layouts that fit none is taken, all rows of a table must fit
// the same, and fit no other once they are changed.
enum class GuessUse { reading, rewriting };

class LayoutGuess : public RecordSink {
public:
    LayoutGuess(RecordSink& inner, const RuleIndex& rules, GuessUse use = GuessUse::reading)
        : inner_(inner), rules_(rules), use_(use) {}

    bool wants(RecordShape shape, std::string_view name) override { return inner_.wants(shape, name); }
    bool wants_columns(std::string_view table, const ColumnNames& columns) override {
        return inner_.wants_columns(table, columns);
    }
    std::span<const Edit> record(const Record& record) override;
    void skip(const Skip& skip) override { inner_.skip(skip); }

private:
    // Of different columns each.
    std::vector<const Layout*> fitting_layouts(const Record& record);
    const Layout* choose(const Record& record);
    bool fits_once_changed(const Record& record, std::span<const Edit> edits, const Layout& layout);
    void name_fields(const Record& record, const Layout& layout);
    void tell(const Record& record, const char* why);

    RecordSink& inner_;
    const RuleIndex& rules_;
    std::vector<Field> named_;
    const GuessUse use_;
    std::set<std::string> told_;                   // tables of which a row was not named
    std::map<std::string, const Layout*> chosen_;  // by table, for rewriting
};

}  // namespace postern::audit
