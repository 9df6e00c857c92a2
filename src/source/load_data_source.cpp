#include "source/load_data_source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <optional>

#include "base/base64.hpp"
#include "base/text.hpp"
#include "format/sql_literal.hpp"
#include "source/field_splice.hpp"

namespace postern::source {

namespace {

constexpr std::size_t kMostColumns = 4096;  // of any table

bool is_number(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789.+-eE") == std::string_view::npos;
}

bool has_quotes(std::string_view text, char quote) {
    return text.size() >= 2 && text.front() == quote && text.back() == quote;
}

// Whether a row, read without ENCLOSED BY, has every text between quotes, or a line end that is not the
// lines' own.
bool looks_otherwise(std::span<const Field> fields) {
    for (const char quote : {'"', '\''}) {
        std::size_t quoted = 0;
        const bool all = std::all_of(fields.begin(), fields.end(), [&](const Field& field) {
            const bool has = field.value && has_quotes(*field.value, quote);
            quoted += has ? 1 : 0;
            return has || !field.value || is_number(*field.value);
        });
        if (all && quoted > 0) {
            return true;
        }
    }
    return !fields.empty() && fields.back().value && fields.back().value->ends_with('\r');
}

bool decode_base64(std::string_view text, std::string& value) {
    std::optional<std::string> decoded = base::decode_base64(text);
    if (decoded) {
        value.swap(*decoded);
    }
    return decoded.has_value();
}

std::string coded(const std::string& value, ColumnCode code) {
    if (code == ColumnCode::base64) {
        return base::encode_base64(value);
    }
    std::string digits;
    for (const char c : value) {
        digits += fmt::format("{:02X}", static_cast<unsigned char>(c));
    }
    return digits;
}

}  // namespace

LoadDataSource::LoadDataSource(base::ByteWindow& window, const TablePart& part)
    : window_(window), part_(part), lexer_(window, part.load_data) {}

LoadDataSource::~LoadDataSource() {
    ::explicit_bzero(decoded_.data(), decoded_.capacity());
}

void LoadDataSource::read(RecordSink& sink) {
    const auto columns = [this] { return part_.columns; };
    if (part_.table.empty() || !sink.wants_columns(part_.table, columns)) {
        pass_everything();
        return;
    }
    if (const std::string_view fault = format::load_data_fault(part_.load_data); !fault.empty()) {
        sink.skip({0, fmt::format("the rows of table {} cannot be taken apart: {}", base::lower(part_.table),
                                  fault)});
        pass_everything();
        return;
    }
    for (std::size_t i = 0; i < part_.ignored_lines && lexer_.find_line(); ++i) {
        pass_line();
    }
    while (lexer_.find_line()) {
        read_row(sink);
    }
    if (misfits_ > 0) {
        sink.skip({first_misfit_,
                   fmt::format("{} {} not fit the columns of table {}{}", misfits_,
                               misfits_ == 1 ? "row does" : "rows do", base::lower(part_.table),
                               part_.assumed_options ? ": dump it again without --fields-... and --lines-... "
                                                       "options, which nothing tells"
                                                     : "")});
    }
}

void LoadDataSource::pass_everything() {
    do {
        window_.consume(window_.bytes().size());
    } while (window_.more());
}

// What is left of it.
void LoadDataSource::pass_line() {
    auto ending = LoadDataLexer::Ending::field;
    while (ending == LoadDataLexer::Ending::field) {
        ending = lexer_.next().ending;
        lexer_.consume();
    }
}

void LoadDataSource::note_misfit(std::uint64_t at) {
    first_misfit_ = misfits_ == 0 ? at : first_misfit_;
    ++misfits_;
}

void LoadDataSource::read_row(RecordSink& sink) {
    const std::size_t most = part_.columns.empty() ? kMostColumns : part_.columns.size();
    const std::uint64_t start = window_.offset();
    found_.clear();
    auto ending = LoadDataLexer::Ending::field;
    while (ending == LoadDataLexer::Ending::field && found_.size() < most) {
        found_.push_back(lexer_.next());
        ending = found_.back().ending;
    }
    if (ending == LoadDataLexer::Ending::field || (names() == nullptr && !part_.columns.empty())) {
        note_misfit(start);
        lexer_.consume();
        if (ending == LoadDataLexer::Ending::field) {
            pass_line();
        }
        return;
    }
    const std::size_t length = found_.back().end;
    take_apart(length);
    if (part_.assumed_options && looks_otherwise(fields_)) {
        note_misfit(start);
    } else {
        const Record record{RecordShape::row,  part_.database,     part_.schema, part_.table,
                            fields_,           names() != nullptr, false,        {start, start + length},
                            window_.line_at(0)};
        splice_fields(
            window_, length, fields_, in_code(sink.record(record)),
            [this](const auto& value) { return format::encode_load_data(value, part_.load_data); },
            part_.not_null);
    }
    window_.consume(start + lexer_.position() - window_.offset());
    lexer_.start_over();
}

const std::vector<std::string>* LoadDataSource::names() const {
    if (part_.columns.empty()) {
        return nullptr;
    }
    if (found_.size() == part_.columns.size()) {
        return &part_.columns;
    }
    return found_.size() == part_.stored_columns.size() ? &part_.stored_columns : nullptr;
}

// Makes fields of what was found in the window's first `length` bytes.
void LoadDataSource::take_apart(std::size_t length) {
    const std::vector<std::string>* columns = names();
    fields_.clear();
    decoded_.clear();
    decoded_.reserve(length);  // values are views into it, and no value is longer than its field
    for (std::size_t i = 0; i < found_.size(); ++i) {
        const std::string_view raw = window_.bytes().substr(found_[i].begin, found_[i].end - found_[i].begin);
        const std::string_view name =
            columns != nullptr ? std::string_view((*columns)[i]) : std::string_view();
        const std::uint64_t at = window_.offset() + found_[i].begin;
        Field field{name, std::nullopt, {at, at + raw.size()}, FieldOrigin::own};
        if (!format::is_load_data_null(raw, part_.load_data)) {
            const std::size_t begin = append_decoded(name, raw);
            field.value = std::string_view(decoded_).substr(begin);
        }
        fields_.push_back(field);
    }
}

// Answers where the value starts.
std::size_t LoadDataSource::append_decoded(std::string_view column, std::string_view raw) {
    const std::size_t begin = decoded_.size();
    format::append_decoded_load_data(raw, part_.load_data, decoded_);
    const auto code = part_.codes.find(column);
    if (code == part_.codes.end()) {
        return begin;
    }
    std::string text = decoded_.substr(begin);
    std::string value;
    const bool known = code->second == ColumnCode::base64 ? decode_base64(text, value)
                                                          : format::append_decoded_hex(text, value);
    if (known) {
        decoded_.replace(begin, std::string::npos, value);
    }
    ::explicit_bzero(text.data(), text.size());
    ::explicit_bzero(value.data(), value.size());
    return begin;
}

std::span<const Edit> LoadDataSource::in_code(std::span<const Edit> edits) {
    if (part_.codes.empty()) {
        return edits;
    }
    edits_.assign(edits.begin(), edits.end());
    for (Edit& edit : edits_) {
        const auto code =
            edit.field < fields_.size() ? part_.codes.find(fields_[edit.field].name) : part_.codes.end();
        if (edit.value && code != part_.codes.end()) {
            edit.value = coded(*edit.value, code->second);
        }
    }
    return edits_;
}

}  // namespace postern::source
