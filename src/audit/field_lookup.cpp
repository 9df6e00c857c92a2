#include "audit/field_lookup.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace postern::audit {

namespace {

bool is_named(const Record& record, const Field& field, const std::string& name) {
    if (is_name_glob(name)) {
        return base::glob_fits(name, field.name);
    }
    return field.origin == FieldOrigin::own && record.shape == RecordShape::row
               ? base::equal_without_case(field.name, name)
               : field.name == name;
}

bool has_value(const Field& field) {
    return field.value && !field.value->empty();
}

std::optional<std::size_t> find_named(const Record& record, const std::vector<std::string>& names,
                                      FieldOrigin origin) {
    for (const std::string& name : names) {
        for (std::size_t i = 0; i < record.fields.size(); ++i) {
            const Field& field = record.fields[i];
            if (field.origin == origin && has_value(field) && is_named(record, field, name)) {
                return i;
            }
        }
    }
    return std::nullopt;
}

const std::vector<std::string>& own_names(const Record& record, const Selector& selector) {
    return record.shape == RecordShape::row ? selector.columns : selector.attributes;
}

bool fits_glob(const std::vector<std::string>& names, const Field& field) {
    return std::any_of(names.begin(), names.end(), [&field](const std::string& name) {
        return is_name_glob(name) && base::glob_fits(name, field.name);
    });
}

}  // namespace

std::optional<std::size_t> find_value(const Record& record, const Selector& selector) {
    if (const auto found = find_named(record, own_names(record, selector), FieldOrigin::own)) {
        return found;
    }
    return find_named(record, selector.leaves, FieldOrigin::nested);
}

std::vector<std::size_t> find_values(const Record& record, const Selector& selector) {
    std::vector<std::size_t> found;
    const auto first = find_value(record, selector);
    for (std::size_t i = 0; first && i < record.fields.size(); ++i) {
        const Field& field = record.fields[i];
        const auto& names = field.origin == FieldOrigin::own ? own_names(record, selector) : selector.leaves;
        if (i == *first || (has_value(field) && fits_glob(names, field))) {
            found.push_back(i);
        }
    }
    return found;
}

bool has_field(const Record& record, const std::string& name) {
    return std::any_of(record.fields.begin(), record.fields.end(), [&](const Field& field) {
        return field.origin == FieldOrigin::own && is_named(record, field, name);
    });
}

bool holds(const Condition& condition, const Record& record) {
    const auto first = find_value(record, condition.field);
    const auto fits = [&](std::size_t field) {
        return std::any_of(condition.any_of.begin(), condition.any_of.end(), [&](const std::string& glob) {
            return base::glob_fits(glob, *record.fields[field].value);
        });
    };
    if (!first) {
        return std::find(condition.any_of.begin(), condition.any_of.end(), "") != condition.any_of.end();
    }
    const bool own = record.fields[*first].origin == FieldOrigin::own;
    const auto& names = own ? own_names(record, condition.field) : condition.field.leaves;
    if (fits(*first) || std::none_of(names.begin(), names.end(), is_name_glob)) {
        return fits(*first);
    }
    const auto fields = find_values(record, condition.field);
    return std::any_of(fields.begin(), fields.end(), fits);
}

}  // namespace postern::audit
