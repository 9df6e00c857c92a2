#include "cli/example_record.hpp"

#include <algorithm>
#include <iterator>

#include "audit/layout_guess.hpp"
#include "source/xstream_expander.hpp"

namespace postern::cli {

std::vector<Edit> push_example(const Example& example, const RuleSet& rules, const audit::RuleIndex& index,
                               RecordSink& sink) {
    source::XstreamExpander expander(sink, rules);
    audit::LayoutGuess guess(expander, index);
    std::vector<Field> fields;
    for (const auto& [name, value] : example.fields) {
        fields.push_back({name, value, {}, FieldOrigin::own});
    }
    Record record;
    record.shape = example.shape;
    record.name = example.name;
    record.fields = fields;
    record.columns_known =
        std::any_of(fields.begin(), fields.end(), [](const Field& f) { return !f.name.empty(); });
    const auto names = [&fields] {
        std::vector<std::string> columns;
        std::transform(fields.begin(), fields.end(), std::back_inserter(columns),
                       [](const Field& field) { return std::string(field.name); });
        return columns;
    };
    const bool wanted = record.shape == RecordShape::row ? guess.wants_columns(record.name, names)
                                                         : guess.wants(record.shape, record.name);
    if (!wanted) {
        return {};
    }
    const auto edits = guess.record(record);
    return {edits.begin(), edits.end()};
}

}  // namespace postern::cli
