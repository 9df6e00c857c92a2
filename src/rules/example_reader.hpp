// Reads the examples that prove a rule.
#pragma once

#include "postern/rule.hpp"
#include "rules/toml_reader.hpp"

namespace postern::rules {

// A record with the account it must give. The account always states direction, protocol, port and
// tls; any other role that is left out must be missing from the account.
Example read_example(const TomlReader& table);

// A record that must give no account.
Example read_counter_example(const TomlReader& table);

// The same for a rule with a finding: the setting it must point at, on a host of the role that the
// example names, else of the rule's own.
Example read_finding_example(const TomlReader& table);
Example read_finding_counter_example(const TomlReader& table);

}  // namespace postern::rules
