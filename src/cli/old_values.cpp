#include "cli/old_values.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "postern/error.hpp"

namespace postern::cli {

namespace {

constexpr std::size_t kWidth = 96;

std::string indented(const std::string& text, const std::string& first, const std::string& next) {
    std::string result = first;
    const std::string lines = base::wrapped(text, kWidth);
    for (const char c : lines.substr(0, lines.size() - 1)) {
        result += c;
        result += c == '\n' ? next : "";
    }
    return result + '\n';
}

// A command is not wrapped: it is there to be pasted.
std::string as_lines(const std::string& text) {
    std::string result = "    ";
    for (const char c : text) {
        result += c;
        result += c == '\n' ? "    " : "";
    }
    return result + '\n';
}

// Whether it was cleaned as far as this user may.
bool purge_table(Database& database, const std::pair<std::string, std::string>& table, OldValues& values) {
    const std::string name = base::printable(table.first + '.' + table.second);
    try {
        const auto left = database.purge(table.first, table.second);
        values.purged.push_back(
            name + (left.empty()
                        ? ": its old rows are removed from the table's own storage."
                        : ": NOT purged to the end, for want of rights; what is left to do follows."));
        values.complete = values.complete && left.empty();
        return true;
    } catch (const Error& error) {
        if (error.kind() == ErrorKind::interrupted) {
            throw;
        }
        values.purged.push_back(fmt::format("{}: NOT purged: {}", name, error.what()));
        values.purged.push_back(error.hint());
        values.complete = false;
        return false;
    }
}

}  // namespace

OldValues settle_old_values(const PlannedDatabase& planned, bool purge) {
    OldValues values;
    const auto tables = planned.changed_tables();
    bool purged = purge;
    for (std::size_t i = 0; purge && i < tables.size(); ++i) {
        purged = purge_table(*planned.database, tables[i], values) && purged;
    }
    try {
        values.residues = planned.database->residues(tables, purged);
    } catch (const Error& error) {
        if (error.kind() == ErrorKind::interrupted) {
            throw;
        }
        values.purged.push_back(std::string("What else holds the old values could not be looked up: ") +
                                error.what());
        values.complete = false;
    }
    return values;
}

std::string old_values_text(const PlannedDatabase& planned, const OldValues& values) {
    std::string text;
    for (const std::string& sentence : values.purged) {
        text += indented(sentence, "", "");
    }
    text += values.purged.empty() ? "" : "\n";
    text += fmt::format("What still holds the old values of {}:\n",
                        base::printable(planned.database->facts().place));
    for (const std::string& journal : planned.journals()) {
        text += indented("The journal " + base::printable(journal) +
                             ", which can undo this: delete it once it is not needed any more",
                         "- ", "  ");
    }
    for (const Residue& residue : values.residues) {
        text += indented(residue.where, "- ", "  ");
        text += as_lines(residue.remedy);
    }
    return text + '\n';
}

}  // namespace postern::cli
