#include "audit/record_place.hpp"

#include "audit/field_lookup.hpp"

namespace postern::audit {

namespace {

std::string qualified_name(const Record& record) {
    std::string name;
    for (const std::string_view part : {record.database, record.schema}) {
        if (!part.empty()) {
            name.append(part).append(".");
        }
    }
    return name.append(record.name);
}

std::string key_of(const Rule& rule, const Record& record) {
    const auto key = rule.fields.find("key");
    const auto field = key != rule.fields.end() ? find_value(record, key->second.from) : std::nullopt;
    return field ? std::string(*record.fields[*field].value) : std::string();
}

}  // namespace

Locator place_of(const Rule& rule, const Record& record) {
    Locator place;
    place.table = qualified_name(record);
    place.key = key_of(rule, record);
    place.line = record.line;
    place.byte = record.bytes.begin;
    place.assumed_layout = !record.columns_known;
    return place;
}

}  // namespace postern::audit
