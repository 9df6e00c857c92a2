// The definition of an entry in a pg_dump archive, taken apart.
#pragma once

#include <string>
#include <string_view>

#include "base/byte_window.hpp"
#include "base/text_input.hpp"
#include "source/sql_tokens.hpp"

namespace postern::source {

// The tokens of one statement. The text must outlive it.
class PgDefinition {
public:
    explicit PgDefinition(std::string_view text)
        : input_(text), window_(input_, nullptr, text.size() + 1), tokens_(window_, dialect_) {}

    SqlTokens& tokens() { return tokens_; }

private:
    format::SqlDialect dialect_ = format::postgres_dialect();
    base::TextInput input_;
    base::ByteWindow window_;
    SqlTokens tokens_;
};

// What SET gives a setting: "on" of "SET standard_conforming_strings = 'on';".
std::string setting_of(std::string_view definition);

}  // namespace postern::source
