// Turns a record that holds an account document into one record for each account.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "format/xstream.hpp"
#include "postern/record_sink.hpp"
#include "postern/rule.hpp"

namespace postern::source {

// Stands before another sink. A record that a rule with a nested document names is expanded: its
// own fields, then those of one account (FieldOrigin::nested, with the bytes of the field that
// holds the document); a document without accounts gives no record. Edits to nested fields come
// back as one edit to that field: the document with the changes in it, every other byte kept. All
// other records pass through as they are; so does one whose own fields do not meet the rule's
// conditions, or whose document is not well-formed, which is skipped.
class XstreamExpander : public RecordSink {
public:
    // Both must outlive this object.
    XstreamExpander(RecordSink& inner, const RuleSet& rules);

    bool wants(RecordShape shape, std::string_view name) override { return inner_.wants(shape, name); }
    bool wants_columns(std::string_view table, const ColumnNames& columns) override {
        return inner_.wants_columns(table, columns);
    }
    std::span<const Edit> record(const Record& record) override;
    void skip(const Skip& skip) override { inner_.skip(skip); }

private:
    std::span<const Edit> expand(const Record& record, std::size_t outer);
    void push_account(const Record& record, std::size_t outer, const format::XstreamAccount& account);
    void take(const Record& record, const format::XstreamAccount& account, const Edit& edit);

    RecordSink& inner_;
    std::vector<const Rule*> rules_;  // those with a nested document
    format::XstreamDocument document_;
    std::vector<Field> fields_;
    std::vector<Edit> edits_;
};

}  // namespace postern::source
