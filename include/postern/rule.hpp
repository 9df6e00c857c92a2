// Which records hold a mail account, which field is which, and what becomes of them: data read
// from rules/*.toml, whose keys docs/rules.md explains.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "postern/account.hpp"
#include "postern/finding.hpp"
#include "postern/host_role.hpp"
#include "postern/provider.hpp"
#include "postern/record.hpp"
#include "postern/rule_origin.hpp"

namespace postern {

// Names of one field in the different containers, in order of preference. A name with '*' is a glob of
// names, compared without case.
struct Selector {
    std::vector<std::string> columns;     // of a row; compared without case
    std::vector<std::string> attributes;  // of an element, or its children; compared exactly
    std::vector<std::string> leaves;      // of a nested document; compared exactly
};

// First glob ('*' any run of characters; without case) that fits the value gives the result.
using ValueMap = std::vector<std::pair<std::string, std::string>>;

// Roles: name from host port protocol direction tls ssl username jndi proxy enabled key
// cipher.
struct FieldRule {
    Selector from;
    ValueMap map;
    std::optional<std::string> otherwise;  // when no field has a value, or no glob fits
};

struct SecretRule {
    Selector from;
    std::string type = "password";
    std::vector<Encoding> encodings = {Encoding::plain};  // what a value may be
};

// The field must have a value that fits one of the globs; an empty glob fits NULL.
struct Condition {
    Selector field;
    std::vector<std::string> any_of;
};

// A column whose text is a document with accounts of its own.
struct NestedDocument {
    Selector field;
    std::string format;  // "xstream"
};

// Columns in one known order, for data whose source names none.
struct Layout {
    std::vector<std::string> columns;
};

// What a rewrite does: fields to set; nullopt is NULL. "{relay.host}" and "{relay.port}" stand for
// the relay's. A name with '*' is a glob of names; a name without one counts before it.
struct Change {
    std::vector<Condition> when;
    std::map<std::string, std::optional<std::string>> set;
};

inline bool is_name_glob(const std::string& name) {
    return name.find('*') != std::string::npos;
}

// A record that matches is a risk in itself, not an account.
struct FindingRule {
    Severity severity = Severity::medium;
    std::optional<HostRole> role;  // only on a host that is said to be one
    Selector at;                   // the setting to look at, in order of preference
};

struct Example {
    RecordShape shape = RecordShape::row;
    std::string name;  // table or element
    std::vector<std::pair<std::string, std::optional<std::string>>> fields;
    std::map<std::string, std::string> account;                // role -> value; empty in a counter-example
    std::vector<std::pair<std::string, std::string>> secrets;  // encoding -> decoded value
    std::size_t line = 0;                                      // of the rule file, where the example starts
    std::string finding = {};                     // of a rule with a finding: the setting it points at
    std::optional<HostRole> role = std::nullopt;  // of a rule with a finding: what the host is said to be
};

struct Rule {
    std::string id;
    std::string product;
    std::string title;
    std::string risk;
    std::vector<std::string> references;
    std::vector<std::string> advice;
    std::vector<std::string> tables;  // a glob stands for tables that no rule names
    std::vector<std::string> elements;
    std::vector<std::string> requires_all;  // columns (of a row) that must exist
    std::vector<std::string> requires_any;  // columns or attributes of which one must exist
    std::vector<Condition> where;
    std::optional<NestedDocument> nested;
    std::map<std::string, FieldRule> fields;  // by role
    std::vector<SecretRule> secrets;
    std::vector<std::string> placeholders;  // globs of values that are no secret, or no finding
    std::vector<Layout> layouts;
    std::vector<Condition> layout_shape;  // what the values of an assumed layout must look like
    std::optional<FindingRule> finding;   // then neither secrets nor relay, and of the roles only key
    bool guess = false;                   // what it finds may be something else: medium at most
    std::optional<Change> relay;
    std::string no_relay;  // why there is none
    std::optional<Change> scrub;
    std::string no_scrub;  // why there is none
    std::vector<Example> examples;
    std::vector<Example> counter_examples;
    RuleOrigin origin;
};

struct RuleSet {
    std::vector<Rule> rules;
    std::vector<Provider> providers = {};  // the first whose hosts fit counts
    std::string added = {};                // a digest of what is not built in; empty: nothing
};

}  // namespace postern
