#include "rewrite/jira_mail_switches.hpp"

#include <array>
#include <optional>
#include <string>
#include <utility>

#include "base/text.hpp"
#include "postern/error.hpp"
#include "rewrite/jira_properties.hpp"

namespace postern::rewrite {

namespace {

constexpr std::array<const char*, 2> kSwitches = {"jira.mail.send.disabled", "jira.mail.fetch.disabled"};
constexpr const char* kBoolean = "1";
constexpr const char* kOff = "1";

std::optional<Secret> given(const std::optional<std::string>& value) {
    return value ? std::optional(Secret(*value)) : std::nullopt;
}

// What switches off the mail of one schema.
class Planner {
public:
    Planner(const std::string& schema, JiraProperties& properties, std::vector<RowChange>& changes)
        : schema_(schema), properties_(properties), changes_(changes) {}

    void plan() {
        for (const char* key : kSwitches) {
            bool is_stored = false;
            for (const JiraProperty& property : properties_.found) {
                if (property.key == key) {
                    is_stored = true;
                    switch_off(property);
                }
            }
            if (!is_stored) {
                add(key);
            }
        }
    }

private:
    RowAddress entry_at(const std::string& id) const {
        return {schema_, properties_.entry_table, {{properties_.entry_columns[0], id}}};
    }
    RowAddress number_at(const std::string& id) const {
        return {schema_, properties_.number_table, {{properties_.number_columns[0], id}}};
    }

    void switch_off(const JiraProperty& property) {
        if (property.type != kBoolean) {
            changes_.push_back({entry_at(property.id),
                                {{properties_.entry_columns[4], given(property.type), given(kBoolean)}}});
        }
        if (!property.has_number || property.number != kOff) {
            changes_.push_back({number_at(property.id),
                                {{properties_.number_columns[1], given(property.number), given(kOff)}},
                                property.has_number ? RowAction::update : RowAction::insert});
        }
    }

    void add(const char* key) {
        const auto id = properties_.numbers.take_highest_free();
        if (!id) {
            throw Error(ErrorKind::failed,
                        base::printable(schema_ + '.' + properties_.entry_table) +
                            ": has no number below 10000 left for a new row",
                        "switch mail off in Jira itself, under System, Outgoing mail and Incoming mail");
        }
        const std::array<const char*, 4> values = {kJiraEntity, kJiraEntityId, key, kBoolean};
        RowChange entry{entry_at(*id), {}, RowAction::insert};
        for (std::size_t i = 0; i < values.size(); ++i) {
            entry.columns.push_back({properties_.entry_columns[i + 1], std::nullopt, given(values[i])});
        }
        changes_.push_back(std::move(entry));
        switch_off({key, *id, kBoolean});
    }

    const std::string& schema_;
    JiraProperties& properties_;
    std::vector<RowChange>& changes_;
};

}  // namespace

JiraMailSwitches read_jira_mail_switches(Database& database) {
    JiraMailSwitches result;
    auto schemas = read_jira_properties(database, kSwitches, result.skips);
    result.found_tables = !schemas.empty() || !result.skips.empty();
    if (result.skips.empty()) {
        for (auto& [schema, properties] : schemas) {
            Planner(schema, properties, result.changes).plan();
        }
    }
    return result;
}

}  // namespace postern::rewrite
