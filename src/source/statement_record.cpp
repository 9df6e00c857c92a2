#include "source/statement_record.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include "base/text.hpp"

namespace postern::source {

using format::SqlToken;
using format::SqlTokenKind;

namespace {

constexpr std::size_t kLongest = 16 * 1024 * 1024;

bool is_name(SqlTokenKind kind) {
    return kind == SqlTokenKind::word || kind == SqlTokenKind::name;
}

}  // namespace

StatementRecord::~StatementRecord() {
    wipe();
}

void StatementRecord::wipe() {
    for (Value& value : values_) {
        ::explicit_bzero(value.text.data(), value.text.size());
    }
    values_.clear();
}

void StatementRecord::go_to_start() {
    tokens_.go_back_to(0);
    told_length_ = false;
}

std::optional<SqlToken> StatementRecord::next(RecordSink& sink) {
    if (tokens_.position() > kLongest) {
        if (!told_length_) {
            told_length_ = true;
            sink.skip(
                {window_.offset(), "a statement that may hold passwords, too long to be kept: not read"});
        }
        return std::nullopt;
    }
    const SqlToken token = tokens_.peek();
    if (token.kind == SqlTokenKind::end || token.kind == SqlTokenKind::terminator) {
        return std::nullopt;
    }
    tokens_.go_back_to(token.end);
    return token;
}

bool StatementRecord::is_word(const SqlToken& token, std::string_view word) const {
    return token.kind == SqlTokenKind::word && base::equal_without_case(text(token), word);
}

std::string StatementRecord::take_name() {
    const SqlToken token = tokens_.peek();
    std::string name;
    if (is_name(token.kind)) {
        name = format::unquoted_name(text(token));
    } else if (!append_value(token, name)) {
        return {};
    }
    tokens_.go_back_to(token.end);
    return name;
}

bool StatementRecord::append_value(const SqlToken& literal, std::string& value) const {
    if (literal.kind == SqlTokenKind::number) {
        const std::string_view digits = text(literal);
        return digits.starts_with("0x") && format::append_decoded_hex(digits.substr(2), value);
    }
    return literal.kind == SqlTokenKind::string &&
           format::append_string_value(text(literal), tokens_.dialect(), value);
}

void StatementRecord::start(std::string_view element) {
    wipe();
    element_ = element;
}

std::string& StatementRecord::add_part(std::string_view name, const SqlToken& literal) {
    const std::uint64_t offset = window_.offset();
    values_.push_back({std::string(name),
                       {},
                       {offset + literal.begin, offset + literal.end},
                       window_.line_at(literal.begin)});
    std::string& value = values_.back().text;
    value.reserve(literal.end - literal.begin);  // as it grows, no copy is left behind
    return value;
}

bool StatementRecord::add(std::string_view name, const SqlToken& literal) {
    if (append_value(literal, add_part(name, literal)) && !last().empty()) {
        return true;
    }
    values_.pop_back();
    return false;
}

void StatementRecord::add_fact(std::string_view name, std::string value) {
    values_.push_back({std::string(name), std::move(value), {window_.offset(), window_.offset()}, 0});
}

bool StatementRecord::has(std::string_view name) const {
    return std::any_of(values_.begin(), values_.end(),
                       [name](const Value& value) { return value.name == name; });
}

std::string StatementRecord::value_of(std::string_view name) const {
    const auto found = std::find_if(values_.begin(), values_.end(),
                                    [name](const Value& value) { return value.name == name; });
    return found != values_.end() ? found->text : std::string();
}

void StatementRecord::add_options(RecordSink& sink) {
    std::string name;
    while (const auto token = next(sink)) {
        if (text(*token) == ")") {
            return;
        }
        if (is_name(token->kind)) {  // the last one before the value; ADD or SET may stand there too
            name = base::lower(format::unquoted_name(text(*token)));
        } else {
            add("option:" + name, *token);
        }
    }
}

std::span<const Edit> StatementRecord::push(std::string_view database, RecordSink& sink) {
    fields_.clear();
    for (const Value& value : values_) {
        fields_.push_back({value.name, value.text, value.bytes, FieldOrigin::own, value.line});
    }
    Record record;
    record.shape = RecordShape::element;
    record.database = database;
    record.name = element_;
    record.fields = fields_;
    record.bytes = {window_.offset(), window_.offset() + tokens_.position()};
    record.line = window_.line_at(0);
    return sink.record(record);
}

}  // namespace postern::source
