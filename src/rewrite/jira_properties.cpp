#include "rewrite/jira_properties.hpp"

#include <algorithm>
#include <charconv>
#include <functional>
#include <utility>

#include "base/text.hpp"
#include "postern/record_sink.hpp"

namespace postern::rewrite {

namespace {

using Schemas = std::map<std::string, JiraProperties>;

std::optional<std::string> owned(const std::optional<std::string_view>& value) {
    return value ? std::optional(std::string(*value)) : std::nullopt;
}

const Field* field_named(const Record& record, std::string_view name) {
    for (const Field& field : record.fields) {
        if (base::equal_without_case(field.name, name)) {
            return &field;
        }
    }
    return nullptr;
}

// The fields of these names, or none when one is missing.
template <std::size_t count>
std::optional<std::array<Field, count>> fields_of(const Record& record,
                                                  const std::array<const char*, count>& names) {
    std::array<Field, count> fields;
    for (std::size_t i = 0; i < count; ++i) {
        const Field* field = field_named(record, names[i]);
        if (field == nullptr) {
            return std::nullopt;
        }
        fields[i] = *field;
    }
    return fields;
}

template <std::size_t count>
std::array<std::string, count> names_of(const std::array<Field, count>& fields) {
    std::array<std::string, count> names;
    for (std::size_t i = 0; i < count; ++i) {
        names[i] = fields[i].name;
    }
    return names;
}

// Reads one table.
class TableSink : public RecordSink {
public:
    TableSink(const char* table, std::vector<Skip>& skips, std::function<void(const Record&)> take)
        : table_(table), skips_(skips), take_(std::move(take)) {}

    bool wants(RecordShape shape, std::string_view name) override {
        return shape == RecordShape::row && base::equal_without_case(name, table_);
    }
    std::span<const Edit> record(const Record& record) override {
        take_(record);
        return {};
    }
    void skip(const Skip& skip) override { skips_.push_back(skip); }

private:
    const char* table_;
    std::vector<Skip>& skips_;
    std::function<void(const Record&)> take_;
};

void take_entry(Schemas& schemas, std::span<const char* const> keys, const Record& record) {
    constexpr std::array<const char*, 5> kColumns = {"id", "entity_name", "entity_id", "property_key",
                                                     "propertytype"};
    const auto fields = fields_of(record, kColumns);
    if (!fields || !(*fields)[0].value) {
        return;
    }
    const auto& [id, entity, entity_id, key, type] = *fields;
    const auto [known, is_new] = schemas.try_emplace(std::string(record.schema));
    JiraProperties& properties = known->second;
    if (is_new) {
        properties.entry_table = record.name;
        properties.entry_columns = names_of(*fields);
    }
    properties.numbers.take(*id.value);
    const bool is_own = entity.value == kJiraEntity && entity_id.value == kJiraEntityId && key.value;
    if (is_own && std::find(keys.begin(), keys.end(), *key.value) != keys.end()) {
        properties.found.push_back({std::string(*key.value), std::string(*id.value), owned(type.value)});
    }
}

void take_number(Schemas& schemas, const Record& record) {
    constexpr std::array<const char*, 2> kColumns = {"id", "propertyvalue"};
    const auto fields = fields_of(record, kColumns);
    const auto known = schemas.find(std::string(record.schema));
    if (known == schemas.end() || !fields || !(*fields)[0].value) {
        return;
    }
    const auto& [id, value] = *fields;
    JiraProperties& properties = known->second;
    if (properties.number_table.empty()) {
        properties.number_table = record.name;
        properties.number_columns = names_of(*fields);
    }
    properties.numbers.take(*id.value);
    for (JiraProperty& property : properties.found) {
        if (property.id == *id.value) {
            property.has_number = true;
            property.number = owned(value.value);
        }
    }
}

// A table without a row tells no names: those that Jira gives.
void name_numbers(JiraProperties& properties) {
    if (properties.number_table.empty()) {
        properties.number_table = "propertynumber";
        properties.number_columns = {properties.entry_columns[0], "propertyvalue"};
    }
}

}  // namespace

void LowNumbers::take(std::string_view id) {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), number);
    if (error == std::errc() && end == id.data() + id.size() && number < taken_.size()) {
        taken_.set(number);
    }
}

std::optional<std::string> LowNumbers::take_highest_free() {
    for (std::size_t number = taken_.size() - 1; number > 0; --number) {
        if (!taken_.test(number)) {
            taken_.set(number);
            return std::to_string(number);
        }
    }
    return std::nullopt;
}

std::map<std::string, JiraProperties> read_jira_properties(Database& database,
                                                           std::span<const char* const> keys,
                                                           std::vector<Skip>& skips) {
    Schemas schemas;
    TableSink entries("propertyentry", skips,
                      [&](const Record& record) { take_entry(schemas, keys, record); });
    database.read(entries);
    if (!schemas.empty()) {
        TableSink numbers("propertynumber", skips,
                          [&](const Record& record) { take_number(schemas, record); });
        database.read(numbers);
    }
    for (auto& [schema, properties] : schemas) {
        name_numbers(properties);
    }
    return schemas;
}

}  // namespace postern::rewrite
