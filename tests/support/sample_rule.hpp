// A rule and records for it, without a rule file.
#pragma once

#include <string>
#include <vector>

#include "postern/record.hpp"
#include "postern/rule.hpp"

namespace postern::test {

// A mail server table "mailserver" and element "MailServer", the fields of the same names in both.
inline Rule sample_rule() {
    Rule rule;
    rule.id = "sample";
    rule.product = "jira";
    rule.title = "Sample";
    rule.advice = {"Do something."};
    rule.tables = {"mailserver"};
    rule.elements = {"MailServer"};
    rule.requires_all = {"host"};
    const auto field = [&rule](const std::string& role) {
        rule.fields[role].from = {{role}, {role}, {role}};
    };
    for (const char* role : {"host", "port", "protocol", "username", "from", "name", "tls", "ssl", "jndi",
                             "proxy", "enabled", "cipher"}) {
        field(role);
    }
    rule.fields["key"].from = {{"id"}, {"id"}, {}};
    rule.fields["direction"] = {
        {{"type"}, {"type"}, {}}, {{"smtp", "outgoing"}, {"pop", "incoming"}}, "outgoing"};
    rule.secrets.push_back(
        {{{"password"}, {"password"}, {"password"}}, "password", {Encoding::plain, Encoding::base64}});
    rule.placeholders = {"${*}"};
    return rule;
}

// A row of "mailserver" that owns its field list; the texts must outlive it.
struct SampleRow {
    SampleRow(std::initializer_list<std::pair<const char*, std::optional<std::string_view>>> values) {
        std::uint64_t at = 100;
        for (const auto& [name, value] : values) {
            const std::uint64_t size = value ? value->size() : 4;
            fields.push_back({name, value, {at, at + size}, FieldOrigin::own});
            at += size + 1;
        }
        record.name = "mailserver";
        record.fields = fields;
        record.bytes = {90, at};
        record.line = 7;
    }
    SampleRow(const SampleRow&) = delete;
    SampleRow& operator=(const SampleRow&) = delete;

    std::vector<Field> fields;
    Record record;
};

}  // namespace postern::test
