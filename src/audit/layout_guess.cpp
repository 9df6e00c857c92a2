#include "audit/layout_guess.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "audit/field_lookup.hpp"

namespace postern::audit {

std::span<const Edit> LayoutGuess::record(const Record& record) {
    if (record.columns_known) {
        return inner_.record(record);
    }
    const Layout* layout = find_layout(record);
    if (layout == nullptr) {
        if (told_.insert(std::string(record.name)).second) {
            inner_.skip(
                {record.bytes.begin,
                 fmt::format("rows of table {} come without column names, and no known layout fits them: "
                             "dump it again with its CREATE TABLE, or with column names",
                             record.name)});
        }
        return {};
    }
    name_fields(record, *layout);
    Record named = record;
    named.fields = named_;
    return inner_.record(named);
}

const Layout* LayoutGuess::find_layout(const Record& record) {
    for (const Rule* rule : rules_.candidates(record.shape, record.name)) {
        for (const Layout& layout : rule->layouts) {
            if (layout.columns.size() != record.fields.size()) {
                continue;
            }
            name_fields(record, layout);
            Record named = record;
            named.fields = named_;
            const auto fits = [&named](const Condition& shape) { return holds(shape, named); };
            if (std::all_of(rule->layout_shape.begin(), rule->layout_shape.end(), fits)) {
                return &layout;
            }
        }
    }
    return nullptr;
}

void LayoutGuess::name_fields(const Record& record, const Layout& layout) {
    named_.assign(record.fields.begin(), record.fields.end());
    for (std::size_t i = 0; i < named_.size(); ++i) {
        named_[i].name = layout.columns[i];
    }
}

}  // namespace postern::audit
