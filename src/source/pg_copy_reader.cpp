#include "source/pg_copy_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "base/byte_search.hpp"
#include "format/pg_copy.hpp"
#include "source/field_splice.hpp"

namespace postern::source {

namespace {

// The table is named only where it is one that a rule names: in a damaged dump it could be a value.
[[noreturn]] void cut_short(const std::string& block) {
    throw base::DamagedInput("ends inside " + block + ": cut short");
}

std::string_view without_carriage_return(std::string_view line) {
    return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
}

}  // namespace

PgCopyReader::~PgCopyReader() {
    ::explicit_bzero(decoded_.data(), decoded_.capacity());
}

void PgCopyReader::read_block(const SqlTableName& name, const std::vector<std::string>& columns,
                              RecordSink& sink) {
    const bool wanted = sink.wants_columns(name.table, [&columns] { return columns; });
    while (!take_end_mark()) {
        if (wanted) {
            push_row(name, columns, see_line(name.table), sink);
        } else {
            skip_to_backslash_dot();
        }
    }
}

// "\\." with its line end, or as the input's last bytes.
bool PgCopyReader::take_end_mark() {
    while (window_.bytes().size() < 4 && window_.more()) {
    }
    std::string_view rest = window_.bytes();
    if (!rest.starts_with("\\.")) {
        return false;
    }
    rest.remove_prefix(2);
    rest.remove_prefix(rest.starts_with("\r\n") ? 1 : 0);
    if (!rest.empty() && rest[0] != '\n') {
        return false;
    }
    window_.consume(window_.bytes().size() - rest.size() + (rest.empty() ? 0 : 1));
    return true;
}

// To the next line that starts like the end mark. The line at the window's front is no end mark.
void PgCopyReader::skip_to_backslash_dot() {
    while (true) {
        const std::size_t found = base::find_backslash_dot_line(window_.bytes());
        if (found != std::string_view::npos) {
            window_.consume(found + 1);
            return;
        }
        const std::size_t size = window_.bytes().size();
        window_.consume(size - std::min<std::size_t>(size, 2));
        if (!window_.more()) {
            cut_short("a COPY block");
        }
    }
}

// The line at the window's front, without its end, which is in sight too.
std::string_view PgCopyReader::see_line(const std::string& table) {
    std::size_t from = 0;
    while (true) {
        const std::size_t end = window_.bytes().find('\n', from);
        if (end != std::string_view::npos) {
            return without_carriage_return(window_.bytes().substr(0, end));
        }
        from = window_.bytes().size();
        if (!window_.more()) {
            cut_short("the COPY block of table " + table);
        }
    }
}

void PgCopyReader::push_row(const SqlTableName& name, const std::vector<std::string>& columns,
                            std::string_view line, RecordSink& sink) {
    const std::uint64_t start = window_.offset();
    const std::size_t length = line.size();
    const std::size_t line_end = window_.bytes()[length] == '\r' ? 2 : 1;
    split(line);
    const std::vector<std::string>* known =
        columns.empty() ? catalog_.columns(name, fields_.size()) : &columns;
    if (known != nullptr && fields_.size() != known->size()) {
        sink.skip({start, fmt::format("a row of {} has {} fields for {} columns", name.table, fields_.size(),
                                      known->size())});
        window_.consume(length + line_end);
        return;
    }
    for (std::size_t i = 0; known != nullptr && i < fields_.size(); ++i) {
        fields_[i].name = (*known)[i];
    }
    const Record record{RecordShape::row,  name.database,    name.schema, name.table,
                        fields_,           known != nullptr, false,       {start, start + length},
                        window_.line_at(0)};
    const std::span<const Edit> edits = sink.record(record);
    splice_fields(
        window_, length, fields_, edits,
        [this](const auto& value) { return format::encode_copy(value, encoding_); },
        edits.empty() ? std::span<const std::string>() : catalog_.not_null(name));
    window_.consume(line_end);
}

void PgCopyReader::split(std::string_view line) {
    fields_.clear();
    decoded_.clear();
    decoded_.reserve(line.size());  // values are views into it, and no value is longer than its field
    std::uint64_t at = window_.offset();
    while (true) {
        const std::string_view raw = line.substr(0, line.find('\t'));
        Field field{{}, raw, {at, at + raw.size()}, FieldOrigin::own};
        if (format::is_copy_null(raw)) {
            field.value = std::nullopt;
        } else if (raw.find('\\') != std::string_view::npos) {
            const std::size_t before = decoded_.size();
            format::append_decoded_copy(raw, decoded_, encoding_);
            field.value = std::string_view(decoded_).substr(before);
        }
        fields_.push_back(field);
        if (raw.size() == line.size()) {
            return;
        }
        line.remove_prefix(raw.size() + 1);
        at += raw.size() + 1;
    }
}

}  // namespace postern::source
