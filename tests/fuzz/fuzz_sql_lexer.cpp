// Any text: tokens follow one another, end somewhere, and a partial view never tells another token.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "format/sql_lexer.hpp"

using namespace postern::format;

namespace {

void check(std::string_view text, const SqlDialect& dialect) {
    std::size_t at = 0;
    while (true) {
        const auto token = next_sql_token(text, at, dialect, true);
        if (!token || token->begin < at || token->end < token->begin || token->end > text.size()) {
            std::abort();
        }
        const auto part = next_sql_token(text.substr(0, at + (text.size() - at) / 2), at, dialect, false);
        if (part && (part->begin != token->begin || part->end != token->end || part->kind != token->kind)) {
            std::abort();
        }
        if (token->kind == SqlTokenKind::end || token->kind == SqlTokenKind::cut) {
            return;
        }
        if (token->end == at) {
            std::abort();
        }
        const std::string_view raw = text.substr(token->begin, token->end - token->begin);
        std::string value;
        if (token->kind == SqlTokenKind::string && append_string_value(raw, dialect, value) &&
            value.size() > raw.size()) {
            std::abort();
        }
        if (token->kind == SqlTokenKind::name) {
            unquoted_name(raw);
        }
        at = token->end;
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    const auto encoding = static_cast<Multibyte>(data[0] % 5);  // the first byte chooses
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    SqlDialect off = postgres_dialect();
    off.escapes = StringEscapes::postgres;
    for (SqlDialect dialect : {postgres_dialect(), off, mysql_dialect(), hsqldb_dialect()}) {
        dialect.encoding = encoding;
        check(text, dialect);
    }
    return 0;
}
