#include "source/property_join.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace postern::source {

namespace {

struct Names {
    std::string_view entry;
    std::array<std::string_view, 3> values;
    std::string_view entity_name;
    std::string_view property_key;
};

constexpr Names kColumns{
    "propertyentry", {"propertynumber", "propertystring", "propertytext"}, "entity_name", "property_key"};
constexpr Names kAttributes{"OSPropertyEntry",
                            {"OSPropertyNumber", "OSPropertyString", "OSPropertyText"},
                            "entityName",
                            "propertyKey"};

// Where they stand in rows without names.
constexpr std::size_t kId = 0;
constexpr std::size_t kEntityName = 1;
constexpr std::size_t kPropertyKey = 3;
constexpr std::size_t kEntryColumns = 5;

const Names& names_of(RecordShape shape) {
    return shape == RecordShape::row ? kColumns : kAttributes;
}

bool is_same(RecordShape shape, std::string_view a, std::string_view b) {
    return shape == RecordShape::row ? base::equal_without_case(a, b) : a == b;
}

bool is_entry(RecordShape shape, std::string_view name) {
    return is_same(shape, name, names_of(shape).entry);
}

bool is_value(RecordShape shape, std::string_view name) {
    const auto& values = names_of(shape).values;
    return std::any_of(values.begin(), values.end(),
                       [&](std::string_view value) { return is_same(shape, name, value); });
}

std::string_view text_of(const Record& record, std::string_view name, std::size_t position) {
    if (!record.columns_known) {
        return record.fields[position].value.value_or("");
    }
    const auto field = std::find_if(record.fields.begin(), record.fields.end(), [&](const Field& known) {
        return is_same(record.shape, known.name, name);
    });
    return field != record.fields.end() ? field->value.value_or("") : "";
}

std::string place_of(const Record& record) {
    std::string place(record.database);
    return place.append("\n").append(record.schema).append("\n");
}

bool fits(const Condition& condition, std::string_view value) {
    return std::any_of(condition.any_of.begin(), condition.any_of.end(),
                       [value](const std::string& glob) { return base::glob_fits(glob, value); });
}

}  // namespace

bool holds_property_entries(std::string_view table) {
    return is_entry(RecordShape::row, table);
}

PropertyJoin::PropertyJoin(RecordSink& inner, const RuleSet& rules, PropertyEntries& entries)
    : inner_(inner), entries_(entries) {
    for (const Rule& rule : rules.rules) {
        const auto names_value = [](RecordShape shape) {
            return [shape](const std::string& name) { return is_value(shape, name); };
        };
        if (std::any_of(rule.tables.begin(), rule.tables.end(), names_value(RecordShape::row)) ||
            std::any_of(rule.elements.begin(), rule.elements.end(), names_value(RecordShape::element))) {
            rules_.push_back(&rule);
        }
    }
}

bool PropertyJoin::wants(RecordShape shape, std::string_view name) {
    return (is_entry(shape, name) && !rules_.empty()) ||
           (wants_values(shape, name) && inner_.wants(shape, name));
}

bool PropertyJoin::wants_columns(std::string_view table, const ColumnNames& columns) {
    return (is_entry(RecordShape::row, table) && !rules_.empty()) ||
           (wants_values(RecordShape::row, table) && inner_.wants_columns(table, columns));
}

// Of any other table too.
bool PropertyJoin::wants_values(RecordShape shape, std::string_view name) {
    const bool wanted = !entries_.any_seen || entries_.values_first || !is_value(shape, name) ||
                        std::any_of(entries_.asked_for.begin(), entries_.asked_for.end(),
                                    [&](const std::string& known) { return is_same(shape, known, name); });
    if (!wanted) {
        entries_.passed_over.emplace(base::lower(name));
    }
    return wanted;
}

// Whether values that it may be the entry of stood before it.
bool PropertyJoin::came_too_late(const Record& entry) const {
    const auto was_passed_over = [this](const std::string& name) {
        return entries_.passed_over.contains(base::lower(name));
    };
    return entries_.values_passed.contains(place_of(entry)) ||
           std::any_of(entries_.asked_for.begin(), entries_.asked_for.end(), was_passed_over);
}

std::span<const Edit> PropertyJoin::record(const Record& record) {
    if (is_value(record.shape, record.name) && !rules_.empty()) {
        return push(record);
    }
    if (!is_entry(record.shape, record.name) || rules_.empty()) {
        return inner_.record(record);
    }
    if (record.columns_known || record.fields.size() == kEntryColumns) {
        learn(record);
    }
    return inner_.wants(record.shape, record.name) ? inner_.record(record) : std::span<const Edit>();
}

// Conditions on other fields are the value's own to meet.
bool PropertyJoin::is_asked_for(const Rule& rule, const EntryNames& entry, RecordShape shape) const {
    const Names& names = names_of(shape);
    return std::all_of(rule.where.begin(), rule.where.end(), [&](const Condition& condition) {
        const auto& fields = shape == RecordShape::row ? condition.field.columns : condition.field.attributes;
        const auto names_field = [&](std::string_view name) {
            return std::any_of(fields.begin(), fields.end(),
                               [&](const std::string& field) { return is_same(shape, field, name); });
        };
        return (!names_field(names.entity_name) || fits(condition, entry.entity_name)) &&
               (!names_field(names.property_key) || fits(condition, entry.property_key));
    });
}

// Whether a rule does, and where its values are then.
bool PropertyJoin::ask_for(const EntryNames& entry, RecordShape shape) {
    bool asked = false;
    for (const Rule* rule : rules_) {
        if (!is_asked_for(*rule, entry, shape)) {
            continue;
        }
        asked = true;
        for (const std::string& name : shape == RecordShape::row ? rule->tables : rule->elements) {
            auto& known = entries_.asked_for;
            if (std::find(known.begin(), known.end(), name) == known.end()) {
                known.push_back(name);
            }
        }
    }
    return asked;
}

void PropertyJoin::learn(const Record& record) {
    const Names& names = names_of(record.shape);
    const EntryNames entry{text_of(record, names.entity_name, kEntityName),
                           text_of(record, names.property_key, kPropertyKey)};
    if (!entries_.any_seen || record.database != entries_.database || record.schema != entries_.schema) {
        entries_.passed_over.clear();
        entries_.database = record.database;
        entries_.schema = record.schema;
    }
    entries_.any_seen = true;
    if (!ask_for(entry, record.shape)) {
        return;
    }
    const std::string place = place_of(record);
    const bool is_new =
        entries_.wanted
            .emplace(place + std::string(text_of(record, "id", kId)),
                     PropertyEntries::Entry{std::string(entry.entity_name), std::string(entry.property_key)})
            .second;
    if (is_new && came_too_late(record)) {
        const char* way = record.shape == RecordShape::row ? "dump the tables in the order of their names"
                                                           : "take the backup again";
        skip({record.bytes.begin,
              std::string("the value of a property stands before the record that says what it is: ") + way});
    }
}

// Nearly always no entry is wanted.
std::span<const Edit> PropertyJoin::push(const Record& record) {
    entries_.values_first = entries_.values_first || !entries_.any_seen;
    if (record.database != passed_database_ || record.schema != passed_schema_ ||
        entries_.values_passed.empty()) {
        passed_database_ = record.database;
        passed_schema_ = record.schema;
        entries_.values_passed.insert(place_of(record));
    }
    const auto entry = entries_.wanted.empty()
                           ? entries_.wanted.end()
                           : entries_.wanted.find(place_of(record) + std::string(text_of(record, "id", kId)));
    if (entry == entries_.wanted.end()) {
        return {};
    }
    const Names& names = names_of(record.shape);
    fields_.assign(record.fields.begin(), record.fields.end());
    fields_.push_back({names.entity_name, entry->second.entity_name, {}, FieldOrigin::own});
    fields_.push_back({names.property_key, entry->second.property_key, {}, FieldOrigin::own});
    Record joined = record;
    joined.fields = fields_;
    return inner_.record(joined);
}

}  // namespace postern::source
