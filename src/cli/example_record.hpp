// An example's record, through the stages that a real one passes.
#pragma once

#include <vector>

#include "audit/rule_index.hpp"
#include "postern/edit.hpp"
#include "postern/record_sink.hpp"
#include "postern/rule.hpp"

namespace postern::cli {

// The sink's edits to it, by the fields of the example. The rules are those of the index; the sink sees the
// record as it stands behind a source: its columns named, one record for each account of a document.
std::vector<Edit> push_example(const Example& example, const RuleSet& rules, const audit::RuleIndex& index,
                               RecordSink& sink);

}  // namespace postern::cli
