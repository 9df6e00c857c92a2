#include "rules/example_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

#include "rules/rule_words.hpp"

namespace postern::rules {

namespace {

void read_values(const TomlReader& table, std::string_view key, Example& example) {
    const auto values = table.table(key);
    if (!values) {
        table.refuse_missing(key, fmt::format("{} = {{ name = \"value\", ... }}", key));
    }
    for (const TomlEntry& entry : values->entries()) {
        example.fields.emplace_back(entry.key, values->scalar(entry).text);
    }
    for (const PlacedText& name : table.texts("null")) {
        const auto same = [&](const auto& field) { return field.first == name.text; };
        if (std::any_of(example.fields.begin(), example.fields.end(), same)) {
            table.refuse(name.place, fmt::format("'{}' stands twice in {}", name.text, table.name()),
                         fmt::format("each field once, in {} or in null", key));
        }
        example.fields.emplace_back(name.text, std::nullopt);
    }
}

Example read_record(const TomlReader& table) {
    Example example;
    example.line = table.place().line;
    if (table.find("table") != nullptr && table.find("element") != nullptr) {
        table.refuse(table.place(), fmt::format("{} has a 'table' and an 'element'", table.name()),
                     "one of the two");
    }
    if (table.find("element") != nullptr) {
        example.shape = RecordShape::element;
        example.name = table.required_text("element").text;
        read_values(table, "attributes", example);
        return example;
    }
    if (table.find("table") == nullptr) {
        table.refuse_missing("table", "table = \"...\" with row, or element = \"...\" with attributes");
    }
    example.name = table.required_text("table").text;
    read_values(table, "row", example);
    return example;
}

void check_port(const TomlReader& account, const PlacedText& port) {
    std::uint16_t number = 0;
    const char* end = port.text.data() + port.text.size();
    const auto [stop, error] = std::from_chars(port.text.data(), end, number);
    if (error != std::errc{} || stop != end) {
        account.refuse(port.place, fmt::format("'{}' as a port", port.text), "a number from 0 to 65535");
    }
}

std::map<std::string, std::string> read_account(const TomlReader& account) {
    account.allow(account_roles());
    std::map<std::string, std::string> result;
    for (const TomlEntry& entry : account.entries()) {
        const PlacedText value = account.scalar(entry);
        const Words words = words_of_account_role(entry.key);
        if (!words.empty()) {
            account.expect_word(value, words);
        }
        if (entry.key == "port") {
            check_port(account, value);
        }
        result.emplace(entry.key, value.text);
    }
    constexpr std::array<const char*, 4> kOfServer{"direction", "protocol", "port", "tls"};
    const auto is_stated = [&result](const char* role) { return result.find(role) != result.end(); };
    for (const char* role : kOfServer) {
        if (!is_stated(role) && std::any_of(kOfServer.begin(), kOfServer.end(), is_stated)) {
            account.refuse_missing(role, "direction, protocol, port and tls in every account");
        }
    }
    return result;
}

void read_role(const TomlReader& table, Example& example) {
    if (const auto role = table.optional_text("role")) {
        table.expect_word(*role, host_roles());
        example.role = host_role_for(role->text);
    }
}

}  // namespace

Example read_example(const TomlReader& table) {
    table.allow({"table", "row", "element", "attributes", "null", "account", "secrets"});
    Example example = read_record(table);
    const auto account = table.table("account");
    if (!account) {
        table.refuse_missing("account", "account = { direction = \"...\", ... }");
    }
    example.account = read_account(*account);
    if (table.find("secrets") == nullptr) {
        table.refuse_missing("secrets", "secrets = [[\"encoding\", \"decoded value\"], ...], or [] for none");
    }
    for (const PlacedPair& secret : table.pairs("secrets")) {
        table.expect_word(secret.first, all_encodings());
        example.secrets.emplace_back(secret.first.text, secret.second.text);
    }
    return example;
}

Example read_counter_example(const TomlReader& table) {
    table.allow({"table", "row", "element", "attributes", "null"});
    return read_record(table);
}

Example read_finding_example(const TomlReader& table) {
    table.allow({"table", "row", "element", "attributes", "null", "role", "finding"});
    Example example = read_record(table);
    read_role(table, example);
    example.finding = table.required_text("finding").text;
    return example;
}

Example read_finding_counter_example(const TomlReader& table) {
    table.allow({"table", "row", "element", "attributes", "null", "role"});
    Example example = read_record(table);
    read_role(table, example);
    return example;
}

}  // namespace postern::rules
