// The properties that Jira keeps about itself in its database, those of a few names.
#pragma once

#include <array>
#include <bitset>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "postern/database.hpp"
#include "postern/skip.hpp"

namespace postern::rewrite {

inline constexpr const char* kJiraEntity = "jira.properties";
inline constexpr const char* kJiraEntityId = "1";

// The numbers of rows below those that Jira gives: it counts from 10000 on.
class LowNumbers {
public:
    void take(std::string_view id);
    // Takes it as well; nullopt when there is none.
    std::optional<std::string> take_highest_free();

private:
    std::bitset<10000> taken_;
};

struct JiraProperty {
    std::string key;
    std::string id;
    std::optional<std::string> type;
    bool has_number = false;  // whether there is a row with a number, be it NULL
    std::optional<std::string> number = std::nullopt;
};

// Of one schema, with names as the server spells them.
struct JiraProperties {
    std::string entry_table;
    std::array<std::string, 5> entry_columns;  // id, entity_name, entity_id, property_key, propertytype
    std::string number_table;
    std::array<std::string, 2> number_columns;  // id, propertyvalue
    LowNumbers numbers;                         // of both tables
    std::vector<JiraProperty> found;            // in the order of the rows; a key may come twice
};

// By schema; those whose propertyentry is empty, or not Jira's, are none. Reads one table at a time, so
// that only the wanted values are kept.
std::map<std::string, JiraProperties> read_jira_properties(Database& database,
                                                           std::span<const char* const> keys,
                                                           std::vector<Skip>& skips);

}  // namespace postern::rewrite
