#include "source/pg_archive_statistics.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "base/text_input.hpp"
#include "source/pg_definition.hpp"

namespace postern::source {

bool PgArchiveStatistics::is_told_by(std::string_view kind) {
    return kind == "ENCODING" || kind == "STDSTRINGS" || kind == "INDEX";
}

void PgArchiveStatistics::note(std::string_view kind, std::string_view definition) {
    if (kind == "ENCODING") {
        dialect_.encoding = format::postgres_encoding(setting_of(definition));
    } else if (kind == "STDSTRINGS") {
        const bool off = base::equal_without_case(setting_of(definition), "off");
        dialect_.escapes = off ? format::StringEscapes::postgres : format::StringEscapes::none;
    } else if (kind == "INDEX") {
        base::TextInput input(definition);
        base::ByteWindow window(input, nullptr, definition.size() + 1);
        SqlSkipper skipper(window, dialect_);
        PgStatisticsReader(window, dialect_, skipper, indexes_).note_index(sink_);
    }
}

bool PgArchiveStatistics::wants(const std::string& tag) {
    return sink_.wants(RecordShape::row, tag) || indexes_.contains(tag);
}

void PgArchiveStatistics::read(std::string_view definition, base::ByteSink* output) {
    base::TextInput input(definition);
    base::ByteWindow window(input, output, definition.size() + 1);
    SqlSkipper skipper(window, dialect_);
    PgStatisticsReader statements(window, dialect_, skipper, indexes_);
    while (skipper.skip_blanks()) {
        if (!statements.read_statement(database_, sink_)) {
            skipper.skip_statement();
        }
    }
    if (output != nullptr) {
        window.flush();
    }
}

void PgArchiveStatistics::tell_length(const std::string& tag) {
    sink_.skip({0, fmt::format("statistics of {}, too long to be kept: not read", base::lower(tag))});
}

}  // namespace postern::source
