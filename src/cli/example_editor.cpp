#include "cli/example_editor.hpp"

#include <algorithm>

#include "cli/example_record.hpp"

namespace postern::cli {

namespace {

class Nothing : public RecordSink {
public:
    bool wants(RecordShape, std::string_view) override { return true; }
    std::span<const Edit> record(const Record&) override { return {}; }
    void skip(const Skip&) override {}
};

void apply(std::vector<Edit> edits, Example& example) {
    // From the back, so that positions stay true while fields go; what is new comes behind all.
    std::sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) { return a.field > b.field; });
    for (const Edit& edit : edits) {
        if (edit.field == kNewField) {
            example.fields.emplace_back(edit.new_name, edit.value);
        } else if (edit.value || example.shape == RecordShape::row) {
            example.fields.at(edit.field).second = edit.value;
        } else {
            example.fields.erase(example.fields.begin() + static_cast<std::ptrdiff_t>(edit.field));
        }
    }
}

}  // namespace

EditedExample edit_example(const Rule& rule, const Example& example, const audit::Relay& relay,
                           audit::Purpose purpose) {
    const RuleSet alone{{rule}};
    const audit::RuleIndex index(alone);
    Nothing nothing;
    audit::AccountEditor editor(nothing, index, relay, purpose);
    EditedExample result{example, {}};
    apply(push_example(example, alone, index, editor), result.example);
    result.changes = editor.take_changes();
    return result;
}

Example relay_example(const Rule& rule, const Example& example) {
    return edit_example(rule, example, {}, audit::Purpose::relay).example;
}

Example scrub_example(const Rule& rule, const Example& example) {
    return edit_example(rule, example, {}, audit::Purpose::scrub).example;
}

}  // namespace postern::cli
