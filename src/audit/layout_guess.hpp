// Column names for rows whose source names none.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "audit/rule_index.hpp"
#include "postern/record_sink.hpp"

namespace postern::audit {

// Stands before another sink. A row without names gets those of a layout that one of the table's
// rules knows, when it has as many values and they have the layout's shape; Record::columns_known
// stays false, so that the finding can say so. Where no layout fits, the first such row of each table
// becomes a Skip: it may well hold a secret. Everything else passes as it is.
class LayoutGuess : public RecordSink {
public:
    LayoutGuess(RecordSink& inner, const RuleIndex& rules) : inner_(inner), rules_(rules) {}

    bool wants(RecordShape shape, std::string_view name) override { return inner_.wants(shape, name); }
    std::span<const Edit> record(const Record& record) override;
    void skip(const Skip& skip) override { inner_.skip(skip); }

private:
    const Layout* find_layout(const Record& record);
    void name_fields(const Record& record, const Layout& layout);

    RecordSink& inner_;
    const RuleIndex& rules_;
    std::vector<Field> named_;
    std::set<std::string> told_;  // tables without a fitting layout
};

}  // namespace postern::audit
