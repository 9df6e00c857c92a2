#include "audit/field_lookup.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace postern::audit {

namespace {

bool is_named(const Record& record, const Field& field, std::string_view name) {
    return field.origin == FieldOrigin::own && record.shape == RecordShape::row
               ? base::equal_without_case(field.name, name)
               : field.name == name;
}

std::optional<std::size_t> find_named(const Record& record, const std::vector<std::string>& names,
                                      FieldOrigin origin) {
    for (const std::string& name : names) {
        for (std::size_t i = 0; i < record.fields.size(); ++i) {
            const Field& field = record.fields[i];
            const bool has_value = field.value && !field.value->empty();
            if (field.origin == origin && has_value && is_named(record, field, name)) {
                return i;
            }
        }
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::size_t> find_value(const Record& record, const Selector& selector) {
    const auto& own = record.shape == RecordShape::row ? selector.columns : selector.attributes;
    if (const auto found = find_named(record, own, FieldOrigin::own)) {
        return found;
    }
    return find_named(record, selector.leaves, FieldOrigin::nested);
}

bool has_field(const Record& record, std::string_view name) {
    return std::any_of(record.fields.begin(), record.fields.end(), [&](const Field& field) {
        return field.origin == FieldOrigin::own && is_named(record, field, name);
    });
}

bool holds(const Condition& condition, const Record& record) {
    const auto field = find_value(record, condition.field);
    return std::any_of(condition.any_of.begin(), condition.any_of.end(), [&](const std::string& glob) {
        return field ? base::glob_fits(glob, *record.fields[*field].value) : glob.empty();
    });
}

}  // namespace postern::audit
