// What a rule's relay and scrub make of its examples.
#pragma once

#include <vector>

#include "audit/account_editor.hpp"
#include "postern/rule.hpp"

namespace postern::cli {

struct EditedExample {
    Example example;
    std::vector<audit::FieldChange> changes;  // none: it stands as it was
};

// The example after this one rule's edits.
EditedExample edit_example(const Rule& rule, const Example& example, const audit::Relay& relay,
                           audit::Purpose purpose);

// For the rule checker, with the usual relay.
Example relay_example(const Rule& rule, const Example& example);
Example scrub_example(const Rule& rule, const Example& example);

}  // namespace postern::cli
