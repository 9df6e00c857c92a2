#include "cli/field_changes_text.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "postfix/upstream.hpp"

namespace postern::cli {

namespace {

constexpr std::size_t kLongest = 120;  // bytes of a value; a document's field may have no end

std::string record_title(const audit::FieldChange& field) {
    std::string text = base::printable(field.place.table);
    text += field.place.key.empty() ? "" : " key " + base::printable(field.place.key);
    text += field.account.empty() ? "" : " \"" + postfix::shortened(field.account) + '"';
    return text + "  (rule " + field.rule + ")";
}

}  // namespace

std::string shown_value(const std::optional<std::string>& value, bool secret) {
    if (!value) {
        return "NULL";
    }
    if (secret) {
        return "<redacted>";
    }
    const std::string text = base::printable(value->substr(0, kLongest));
    return '\'' + text + (value->size() > kLongest ? "..." : "") + '\'';
}

std::string field_changes_text(const std::vector<audit::FieldChange>& fields,
                               const std::function<std::string(const audit::FieldChange&)>& after) {
    std::string text;
    std::string title;
    for (const audit::FieldChange& field : fields) {
        if (const std::string next = record_title(field); next != title) {
            text += "  " + next + '\n';
            title = next;
        }
        const std::string before = field.before ? shown_value(field.before, field.secret) : "none";
        text +=
            fmt::format("    {:<24} {} -> {}\n", base::printable(field.place.field), before, after(field));
        if (!field.stands_in.empty()) {
            text += fmt::format("    {:<24} stays in {}\n", "", base::printable(field.stands_in));
        }
    }
    return text;
}

}  // namespace postern::cli
