#include "audit/layout_guess.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "audit/field_lookup.hpp"

namespace postern::audit {

std::span<const Edit> LayoutGuess::record(const Record& record) {
    if (record.columns_known) {
        return inner_.record(record);
    }
    const Layout* layout = rules_.names(RecordShape::row, record.name) ? choose(record) : nullptr;
    if (layout == nullptr) {
        return {};
    }
    name_fields(record, *layout);
    Record named = record;
    named.fields = named_;
    const std::span<const Edit> edits = inner_.record(named);
    if (edits.empty() || fits_once_changed(record, edits, *layout)) {
        return edits;
    }
    tell(record, "once changed they would fit other layouts too");
    return {};
}

// Else nobody could tell afterwards what the rows hold, nor whether they are clean.
bool LayoutGuess::fits_once_changed(const Record& record, std::span<const Edit> edits, const Layout& layout) {
    std::vector<Field> fields(record.fields.begin(), record.fields.end());
    for (const Edit& edit : edits) {
        if (edit.field < fields.size()) {
            fields[edit.field].value = edit.value;
        }
    }
    Record changed = record;
    changed.fields = fields;
    const auto fitting = fitting_layouts(changed);
    return fitting.size() == 1 && fitting.front()->columns == layout.columns;
}

const Layout* LayoutGuess::choose(const Record& record) {
    const auto fitting = fitting_layouts(record);
    if (fitting.empty()) {
        tell(record, "no known layout fits them");
        return nullptr;
    }
    if (use_ == GuessUse::reading) {
        return fitting.front();
    }
    if (fitting.size() > 1) {
        tell(record, "several known layouts fit them");
        return nullptr;
    }
    const std::string table = fmt::format("{}\n{}\n{}", record.database, record.schema, record.name);
    const Layout* layout = chosen_.try_emplace(table, fitting.front()).first->second;
    if (layout->columns != fitting.front()->columns) {
        tell(record, "they fit different layouts");
        return nullptr;
    }
    return layout;
}

void LayoutGuess::tell(const Record& record, const char* why) {
    if (told_.insert(std::string(record.name)).second) {
        inner_.skip(
            {record.bytes.begin, fmt::format("rows of table {} come without column names, and {}: dump it "
                                             "again with its CREATE TABLE, or with column names",
                                             record.name, why)});
    }
}

std::vector<const Layout*> LayoutGuess::fitting_layouts(const Record& record) {
    std::vector<const Layout*> fitting;
    for (const Rule* rule : rules_.candidates(record.shape, record.name)) {
        for (const Layout& layout : rule->layouts) {
            const auto is_same = [&layout](const Layout* known) { return known->columns == layout.columns; };
            if (layout.columns.size() != record.fields.size() ||
                std::any_of(fitting.begin(), fitting.end(), is_same)) {
                continue;
            }
            name_fields(record, layout);
            Record named = record;
            named.fields = named_;
            const auto fits = [&named](const Condition& shape) { return holds(shape, named); };
            if (std::all_of(rule->layout_shape.begin(), rule->layout_shape.end(), fits)) {
                fitting.push_back(&layout);
            }
        }
    }
    return fitting;
}

void LayoutGuess::name_fields(const Record& record, const Layout& layout) {
    named_.assign(record.fields.begin(), record.fields.end());
    for (std::size_t i = 0; i < named_.size(); ++i) {
        named_[i].name = layout.columns[i];
    }
}

}  // namespace postern::audit
