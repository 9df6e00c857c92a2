#include "rules/rule_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "rules/rule_words.hpp"

namespace postern::rules {

namespace {

using namespace std::string_view_literals;

constexpr std::array kFormats = {"xstream"sv};

// The names in a list that must have at least one, none of them empty.
std::vector<std::string> names(const TomlReader& table, std::string_view key) {
    const auto found = table.texts(key);
    for (const PlacedText& name : found) {
        if (name.text.empty()) {
            table.refuse(name.place, fmt::format("an empty name in {}.{}", table.name(), key), "a name");
        }
    }
    return plain(found);
}

Selector read_selector(const TomlReader& table) {
    Selector selector{names(table, "column"), names(table, "attribute"), names(table, "leaf")};
    if (selector.columns.empty() && selector.attributes.empty() && selector.leaves.empty()) {
        table.refuse(table.place(), fmt::format("{} names no field", table.name()),
                     "column, attribute or leaf");
    }
    return selector;
}

FieldRule read_field(const TomlReader& table, std::string_view role) {
    table.allow({"column", "attribute", "leaf", "map", "otherwise"});
    const Words words = words_of_role(role);
    const auto checked = [&](const PlacedText& result) {
        if (!words.empty()) {
            table.expect_word(result, words);
        }
        return result.text;
    };
    FieldRule field;
    field.from = read_selector(table);
    for (const PlacedPair& pair : table.pairs("map")) {
        field.map.emplace_back(pair.first.text, checked(pair.second));
    }
    if (const auto otherwise = table.optional_text("otherwise")) {
        field.otherwise = checked(*otherwise);
    }
    return field;
}

// "{relay.host}" and "{relay.port}" are all that braces may say.
void check_references(const TomlReader& table, const PlacedText& value) {
    for (std::size_t at = value.text.find("{relay"); at != std::string::npos;
         at = value.text.find("{relay", at + 1)) {
        const std::string_view rest = std::string_view(value.text).substr(at);
        if (!rest.starts_with("{relay.host}") && !rest.starts_with("{relay.port}")) {
            table.refuse(value.place, fmt::format("an unknown reference in {}", table.name()),
                         "{relay.host} or {relay.port}");
        }
    }
}

}  // namespace

std::vector<Condition> read_conditions(const TomlReader& parent, std::string_view key) {
    std::vector<Condition> conditions;
    for (const TomlReader& table : parent.tables(key)) {
        table.allow({"column", "attribute", "leaf", "any_of"});
        Condition condition{read_selector(table), plain(table.texts("any_of"))};
        if (condition.any_of.empty()) {
            table.refuse_missing("any_of", "any_of = [\"glob\", ...]");
        }
        conditions.push_back(std::move(condition));
    }
    return conditions;
}

NestedDocument read_nested(const TomlReader& table) {
    table.allow({"column", "attribute", "format"});
    const PlacedText format = table.required_text("format");
    table.expect_word(format, kFormats);
    return {read_selector(table), format.text};
}

std::map<std::string, FieldRule> read_fields(const TomlReader& table) {
    table.allow(roles());
    std::map<std::string, FieldRule> fields;
    for (const TomlEntry& entry : table.entries()) {
        fields.emplace(entry.key, read_field(*table.table(entry.key), entry.key));
    }
    return fields;
}

SecretRule read_secret(const TomlReader& table) {
    table.allow({"column", "attribute", "leaf", "type", "encodings"});
    SecretRule secret;
    secret.from = read_selector(table);
    if (const auto type = table.optional_text("type")) {
        table.expect_word(*type, secret_types());
        secret.type = type->text;
    }
    if (table.find("encodings") != nullptr) {
        secret.encodings.clear();
    }
    for (const PlacedText& encoding : table.texts("encodings")) {
        table.expect_word(encoding, stored_encodings());
        secret.encodings.push_back(*encoding_for(encoding.text));
    }
    if (secret.encodings.empty()) {
        table.refuse_missing("encodings", "at least one encoding, or no such key for plain ones");
    }
    return secret;
}

Layout read_layout(const TomlReader& table) {
    table.allow({"columns"});
    Layout layout{names(table, "columns")};
    if (layout.columns.empty()) {
        table.refuse_missing("columns", "columns = [\"...\", ...], all columns of the table in their order");
    }
    return layout;
}

FindingRule read_finding(const TomlReader& table) {
    table.allow({"severity", "role", "column", "attribute", "leaf"});
    const PlacedText severity = table.required_text("severity");
    table.expect_word(severity, severities());
    FindingRule finding;
    finding.severity = *severity_for(severity.text);
    if (const auto role = table.optional_text("role")) {
        table.expect_word(*role, host_roles());
        finding.role = host_role_for(role->text);
    }
    finding.at = read_selector(table);
    return finding;
}

Change read_change(const TomlReader& table) {
    table.allow({"when", "set", "clear"});
    Change change;
    change.when = read_conditions(table, "when");
    if (const auto set = table.table("set")) {
        for (const TomlEntry& entry : set->entries()) {
            const PlacedText value = set->scalar(entry);
            if (is_name_glob(entry.key)) {
                table.refuse(value.place, fmt::format("'{}' in {}", entry.key, set->name()),
                             "a name without '*'; only clear may hold globs");
            }
            check_references(*set, value);
            change.set.emplace(entry.key, value.text);
        }
    }
    for (const PlacedText& name : table.texts("clear")) {
        if (!change.set.emplace(name.text, std::nullopt).second) {
            table.refuse(name.place, fmt::format("'{}' is changed twice in {}", name.text, table.name()),
                         "each field once, in set or in clear");
        }
    }
    if (change.set.empty()) {
        table.refuse_missing("set", "set = { field = \"value\" } or clear = [\"field\", ...]");
    }
    return change;
}

}  // namespace postern::rules
