// What distinguishes the SQL of one database system from another's for a lexer.
#pragma once

#include <string>

#include "format/multibyte.hpp"
#include "format/sql_literal.hpp"

namespace postern::format {

struct SqlDialect {
    StringEscapes escapes = StringEscapes::none;  // of a plain '...'
    bool escape_strings = false;                  // E'...' has PostgreSQL escapes
    bool dollar_quotes = false;                   // $tag$...$tag$
    bool double_quoted_strings = false;           // "..." is a string with the escapes above, not a name
    bool backtick_names = false;                  // `...`
    bool hash_comments = false;                   // # to the end of the line
    bool nested_comments = false;                 // /* /* */ */
    bool executable_comments = false;             // what stands in /*! */ and /*M! */ is code
    bool dashes_need_blank = false;               // "--" opens a comment only before a blank
    bool databases_hold_tables = false;           // no schema between: in a.b, a is the database
    std::string delimiter = ";";                  // ends a statement
    Multibyte encoding = Multibyte::none;         // of the text

    bool backslash_escapes() const {
        return escapes == StringEscapes::postgres || escapes == StringEscapes::mysql;
    }
};

inline SqlDialect postgres_dialect() {
    SqlDialect dialect;
    dialect.escape_strings = true;
    dialect.dollar_quotes = true;
    dialect.nested_comments = true;
    return dialect;
}

inline SqlDialect mysql_dialect() {
    SqlDialect dialect;
    dialect.escapes = StringEscapes::mysql;
    dialect.double_quoted_strings = true;
    dialect.backtick_names = true;
    dialect.hash_comments = true;
    dialect.executable_comments = true;
    dialect.dashes_need_blank = true;
    dialect.databases_hold_tables = true;
    return dialect;
}

// HSQLDB's .script and .log: one statement a line.
inline SqlDialect hsqldb_dialect() {
    SqlDialect dialect;
    dialect.escapes = StringEscapes::hsqldb;
    dialect.delimiter = "\n";
    return dialect;
}

}  // namespace postern::format
