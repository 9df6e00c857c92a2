// Tells the values of Jira's properties what they are values of.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "postern/record_sink.hpp"
#include "postern/rule.hpp"

namespace postern::source {

// Jira keeps a property in two tables: propertyentry says whose it is and its key, propertystring or
// propertytext of the same id has its value (OSPropertyEntry, OSPropertyString, OSPropertyText in an XML
// backup). What was learnt of the entries, for all files of one backup.
struct PropertyEntries {
    struct Entry {
        std::string entity_name;
        std::string property_key;
    };

    std::map<std::string, Entry> wanted;  // by database, schema and id; only those that a rule asks for
    std::set<std::string> values_passed;  // databases and schemas
    std::vector<std::string> asked_for;   // tables and elements of the values that a rule asks for
    bool any_seen = false;                // entries
    bool values_first = false;            // values were met before any entry
    // Tables and elements of values that were not wanted since the first entry of this database and schema.
    std::set<std::string> passed_over;
    std::string database;
    std::string schema;
};

// Such a table is to be read before those of the values, also if no rule names it.
bool holds_property_entries(std::string_view table);

// Stands before another sink. A value whose entry meets the conditions of one of the value's rules gains the
// fields entity_name and property_key (entityName and propertyKey of an element) behind its own; other values
// are passed over. Entries stand before their values in every backup; where not, a Skip says so. Once entries
// were seen, only those tables of values are wanted of which one of them speaks: they are large. Everything
// else passes as it is. What stands for rows without names is told by their order.
class PropertyJoin : public RecordSink {
public:
    // All must outlive this object.
    PropertyJoin(RecordSink& inner, const RuleSet& rules, PropertyEntries& entries);

    bool wants(RecordShape shape, std::string_view name) override;
    bool wants_columns(std::string_view table, const ColumnNames& columns) override;
    std::span<const Edit> record(const Record& record) override;
    void skip(const Skip& skip) override { inner_.skip(skip); }

private:
    // Of an entry, while its record is there.
    struct EntryNames {
        std::string_view entity_name;
        std::string_view property_key;
    };

    bool is_asked_for(const Rule& rule, const EntryNames& entry, RecordShape shape) const;
    bool wants_values(RecordShape shape, std::string_view name);
    bool ask_for(const EntryNames& entry, RecordShape shape);
    bool came_too_late(const Record& entry) const;
    void learn(const Record& entry);
    std::span<const Edit> push(const Record& value);

    RecordSink& inner_;
    PropertyEntries& entries_;
    std::vector<const Rule*> rules_;  // of values
    std::vector<Field> fields_;
    std::string passed_database_;
    std::string passed_schema_;
};

}  // namespace postern::source
