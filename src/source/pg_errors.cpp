#include "source/pg_errors.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace postern::source {

namespace {

struct Meaning {
    std::string_view key;  // a SQLSTATE or its class, or a piece of libpq's message
    std::string_view what;
    std::string_view hint;
};

constexpr std::string_view kPasswordWays = "give it by PGPASSWORD, ~/.pgpass or --password-file";

// The first that fits counts.
constexpr std::array<Meaning, 25> kStates{{
    {"28P01", "the server does not accept the password", kPasswordWays},
    {"28000", "the server does not let this user in",
     "pg_hba.conf says who may come from where, and whether TLS is asked for: try sslmode=require"},
    {"3D000", "there is no such database", "list them: psql -l"},
    {"42501", "this role has not the right to do that",
     "as the owner: GRANT SELECT (to look), UPDATE too (to change), INSERT and DELETE too (for new rows) "
     "ON the table TO the role; to change, GRANT TEMPORARY ON DATABASE too"},
    {"25006", "the server only takes reading transactions",
     "is it a replica? give the primary; or default_transaction_read_only is set for the role"},
    {"57014", "a statement took too long and was cancelled", "try again when the database is less busy"},
    {"55P03", "somebody else has locked it", "stop the application first, then run this again"},
    {"40P01", "the server broke a deadlock with another connection",
     "stop the application first, then run this again"},
    {"40001", "another connection changed the same rows", "stop the application first, then run this again"},
    {"53300", "the server has no connection left", "try again later, or as a superuser"},
    {"53100", "the server's disk is full", "make room on it first"},
    {"57P03", "the server is starting up or shutting down", "try again in a moment"},
    {"57P01", "the server ended the connection", "it is being shut down; run this again later"},
    {"42P01", "there is no such table", "is this the right database?"},
    {"42703", "there is no such column", "did the table change just now? run this again"},
    {"23502", "a column there must not be NULL", "report this: the rule does not fit this database"},
    {"22001", "a value is too long for its column", "report this: the rule does not fit this database"},
    {"22P05", "a value has a character that this database's encoding does not know", ""},
    {"22", "a value does not fit its column", "report this: the rule does not fit this database"},
    {"25P02", "an earlier statement of the transaction failed", "run this again"},
    {"08", "the connection to the server was lost", "run this again"},
    {"53", "the server is short of something", "look at the server's log"},
    {"57", "the server ended what it was doing", "look at the server's log"},
    {"23", "a constraint of the table forbids the change", "look at the server's log"},
    {"XX", "the server has an internal fault", "look at the server's log"},
}};

constexpr std::array<Meaning, 15> kMessages{{
    {"no password supplied", "the server asks for a password", kPasswordWays},
    {"Connection refused", "nothing listens there",
     "is the server running, and does listen_addresses in postgresql.conf name that address?"},
    {"could not translate host name", "the host's name is not known", "check the spelling, or DNS"},
    {"No such file or directory", "there is no socket there", "is the server running? else give a host"},
    {"root certificate file", "the file of trusted certificates is not there",
     "name it: ?sslmode=verify-full&sslrootcert=FILE"},
    {"certificate verify failed", "the server's certificate is signed by nobody that is trusted",
     "name the authority's certificate: ?sslmode=verify-full&sslrootcert=FILE"},
    {"does not match host name", "the server's certificate is for another host",
     "give the host's name as it stands in the certificate"},
    {"server does not support SSL", "the server has no TLS, and sslmode asks for it",
     "switch ssl on in postgresql.conf"},
    {"SSL error", "TLS with the server failed", "look at sslmode, sslrootcert and the server's log"},
    {"certificate", "TLS with the server failed", "look at sslmode, sslrootcert, sslcert and sslkey"},
    {"timeout expired", "the server does not answer", "check host, port and firewall"},
    {"timed out", "the server does not answer", "check host, port and firewall"},
    {"definition of service", "pg_service.conf does not know this service", "see ~/.pg_service.conf"},
    {"invalid", "the connection's settings are not right", "see postern-scan for what a URL takes"},
    {"closed the connection", "the server closed the connection at once", "look at the server's log"},
}};

Error error_of(const std::string& where, std::string_view what, std::string_view hint) {
    return {ErrorKind::failed, where + ": " + std::string(what), std::string(hint)};
}

bool is_state(std::string_view text) {
    return text.size() == 5 && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
           });
}

}  // namespace

Error pg_error(std::string_view sqlstate, const std::string& where) {
    for (const Meaning& meaning : kStates) {
        if (sqlstate.starts_with(meaning.key)) {
            return error_of(where, std::string(meaning.what) + " (" + std::string(sqlstate) + ")",
                            meaning.hint);
        }
    }
    const std::string code = is_state(sqlstate) ? " (" + std::string(sqlstate) + ")" : std::string();
    return error_of(where, "the server reports an error" + code, "the server's log says more");
}

std::string_view sqlstate_in(std::string_view message) {
    constexpr std::string_view kMark = ":  ";
    for (std::size_t at = message.find(kMark); at != std::string_view::npos;
         at = message.find(kMark, at + 1)) {
        const std::string_view state = message.substr(at + kMark.size(), 5);
        if (is_state(state)) {
            return state;
        }
    }
    return {};
}

Error pg_connect_error(std::string_view message, const std::string& where) {
    if (const std::string_view state = sqlstate_in(message); !state.empty()) {
        return pg_error(state, where);
    }
    for (const Meaning& meaning : kMessages) {
        if (message.find(meaning.key) != std::string_view::npos) {
            return error_of(where, meaning.what, meaning.hint);
        }
    }
    return error_of(where, "no connection", "check host, port and database; try psql with the same URL");
}

}  // namespace postern::source
