#include "cli/change_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "base/text.hpp"
#include "cli/change_steps.hpp"
#include "cli/field_changes_text.hpp"
#include "cli/points_text.hpp"
#include "cli/postfix_summary.hpp"
#include "cli/unmoved_accounts.hpp"

namespace postern::cli {

namespace {

// Rows by "schema.table" and the one value of their key.
using RowIndex = std::map<std::pair<std::string, std::string>, const rewrite::RowChange*>;

RowIndex index_of(const std::vector<rewrite::RowChange>& rows) {
    RowIndex index;
    for (const rewrite::RowChange& row : rows) {
        if (row.row.key.size() == 1) {
            index[{row.row.schema + '.' + row.row.table, row.row.key[0].second.value_or("")}] = &row;
        }
    }
    return index;
}

const rewrite::ColumnChange* column_of(const audit::FieldChange& field, const RowIndex& rows) {
    const auto row = rows.find({field.place.table, field.place.key});
    if (row == rows.end()) {
        return nullptr;
    }
    const auto& columns = row->second->columns;
    const auto found = std::find_if(columns.begin(), columns.end(), [&](const auto& column) {
        return base::equal_without_case(column.column, field.place.field);
    });
    return found != columns.end() ? &*found : nullptr;
}

std::string value_after(const audit::FieldChange& field, const RowIndex& rows) {
    if (field.after) {
        return shown_value(field.after, false);
    }
    const auto* column = column_of(field, rows);
    // Of a document within a column a field goes away; a column that cannot be NULL becomes empty.
    return column == nullptr ? "removed" : column->after ? "''" : "NULL";
}

std::string fields_text(const DatabaseChange& change) {
    const RowIndex rows = index_of(change.rows);
    return field_changes_text(change.fields,
                              [&rows](const audit::FieldChange& field) { return value_after(field, rows); });
}

std::string database_title(const Database& database) {
    const DatabaseFacts& facts = database.facts();
    const std::string way = facts.tls ? *facts.tls : facts.local ? "on this host" : "NOT ENCRYPTED";
    return fmt::format("{} ({}, {})\n", base::printable(facts.place), base::printable(facts.server),
                       base::printable(way));
}

std::string skips_text(const DatabaseChange& change) {
    std::vector<std::string> lines;
    for (const Skip& skip : change.skips) {
        lines.push_back(base::printable(skip.reason));
    }
    return points_text("COULD NOT BE READ, so there may be more to change:", lines);
}

std::string database_text(const PlannedDatabase& planned) {
    std::string text = database_title(*planned.database);
    for (const std::string& journal : planned.unfinished) {
        text +=
            "  A run was cut short here: the same command with --apply finishes it first, or undo takes it "
            "back (journal " +
            base::printable(journal) + ").\n";
    }
    text += fields_text(planned.change);
    text += planned.switches.empty()
                ? ""
                : "  Jira's own switches jira.mail.send.disabled and jira.mail.fetch.disabled: on\n" +
                      rows_text(planned.switches);
    text += planned.changes_rows() || !planned.unfinished.empty() ? "" : "  Nothing to change.\n";
    return text + '\n' + skips_text(planned.change);
}

std::string postfix_text(const ChangePostfix& postfix) {
    const char* state =
        postfix.state == postfix::FolderState::unchanged ? "is there already" : "to be written";
    const std::string facts = postfix_facts_text(postfix.plan);
    return fmt::format("Postfix configuration: {} ({} files, {}).\n{}", base::printable(postfix.folder),
                       postfix.files.size(), state, facts.empty() ? "\n" : facts);
}

}  // namespace

std::string changes_text(const ChangePlan& plan) {
    std::string text;
    for (const PlannedDatabase& database : plan.databases) {
        text += database_text(database);
    }
    text += points_text(kUnmoved, plan.unmoved);
    if (!plan.changes_anything()) {
        return text;
    }
    text += plan.postfix ? postfix_text(*plan.postfix) : "";
    return text + points_text("Before:", steps_before(plan));
}

std::string plan_text(const ChangePlan& plan) {
    const std::string text = changes_text(plan);
    return plan.changes_anything() ? text + points_text("After:", steps_after(plan)) : text;
}

std::string done_text(const ChangePlan& plan, const std::vector<std::string>& remarks) {
    std::string text;
    std::vector<std::string> steps = steps_after(plan);
    for (const PlannedDatabase& planned : plan.databases) {
        const std::size_t rows = planned.rows().size();
        if (rows > 0) {
            text += fmt::format(
                "Done: {}: {} {} changed, read again and as planned. To take it back: postern undo {} "
                "--apply\n",
                base::printable(planned.database->facts().place), rows, rows == 1 ? "row" : "rows",
                base::printable(planned.journal));
            steps.push_back("Delete " + base::printable(planned.journal) +
                            " once nothing is to be taken back: it holds the old passwords.");
        }
    }
    text += text.empty() ? "" : "\n";
    return text + points_text(kUnmoved, plan.unmoved) + points_text("To know:", remarks) +
           points_text("Now:", steps);
}

std::string finished_text(const ChangePlan& plan, const std::vector<std::string>& sentences,
                          const std::vector<std::string>& journals) {
    std::string text = points_text("An earlier run was cut short:", sentences);
    for (const std::string& journal : journals) {
        text += "To take it back: postern undo " + base::printable(journal) + " --apply\n";
    }
    return text + '\n' + points_text("Now:", steps_after(plan));
}

std::string rows_text(const std::vector<rewrite::RowChange>& rows) {
    std::string text;
    for (const rewrite::RowChange& row : rows) {
        std::string columns;
        for (const rewrite::ColumnChange& column : row.columns) {
            columns += (columns.empty() ? "" : ", ") + base::printable(column.column);
        }
        const char* act = row.action == rewrite::RowAction::insert   ? "a row is added"
                          : row.action == rewrite::RowAction::remove ? "the row that was added goes away"
                                                                     : nullptr;
        text += "  " + rewrite::describe(row) + ": " + (act != nullptr ? act : columns) + '\n';
    }
    return text;
}

}  // namespace postern::cli
