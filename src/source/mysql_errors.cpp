#include "source/mysql_errors.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace postern::source {

namespace {

struct Meaning {
    int number;
    std::string_view what;
    std::string_view hint;
};

constexpr std::string_view kPassword =
    "check MYSQL_PWD, or [client] in ~/.my.cnf; to the server, the host you come from is part of the account";
constexpr std::string_view kNeedsSelect =
    "the account needs SELECT on it; to change rows UPDATE, for new rows INSERT and DELETE";
constexpr std::string_view kOtherHolds =
    "another connection holds it; stop the application, then run this again";
constexpr std::string_view kGoneBack = "an open transaction is rolled back by the server; run this again";
constexpr std::string_view kUsePrimary = "name the primary server";
constexpr std::string_view kMethods =
    "use an account with mysql_native_password, ed25519 or caching_sha2_password";
constexpr std::string_view kTls =
    "its certificate must name the host as given and be signed by whom ssl-ca=FILE or the system trusts; "
    "ssl-mode=REQUIRED encrypts without looking at it, ssl-mode=DISABLED does without encryption";

constexpr std::array kMeanings{
    Meaning{1040, "the server has no connection left", "free one, or raise max_connections"},
    Meaning{1044, "the account has no right to this database",
            "grant it SELECT there; to change rows, UPDATE too"},
    Meaning{1045, "the server refuses this user or password", kPassword},
    Meaning{1048, "a column there must not be NULL", "nothing was changed"},
    Meaning{1049, "there is no such database", "SHOW DATABASES lists those the account can see"},
    Meaning{1053, "the server is shutting down", kGoneBack},
    Meaning{1062, "a row of this key is there already", "nothing was changed"},
    Meaning{1129, "the server has blocked this host after too many failed attempts",
            "run mysqladmin flush-hosts"},
    Meaning{1130, "the server takes no connection from this host", "the account must be allowed from here"},
    Meaning{1142, "the account lacks the right to do this", kNeedsSelect},
    Meaning{1143, "the account lacks the right to a column", kNeedsSelect},
    Meaning{1146, "there is no such table", ""},
    Meaning{1153, "a value is larger than the server takes at once", "raise its max_allowed_packet"},
    Meaning{1205, "waited too long for a lock", kOtherHolds},
    Meaning{1213, "the server broke a deadlock with another connection", kOtherHolds},
    Meaning{1226, "the account has used up what it may do in an hour",
            "see MAX_QUERIES_PER_HOUR of the account"},
    Meaning{1227, "the account lacks a privilege of administrators", ""},
    Meaning{1251, "the server wants a way of logging in that the client library does not know", ""},
    Meaning{1264, "a number does not fit its column", "nothing was changed"},
    Meaning{1290, "the server refuses writes (read_only)", kUsePrimary},
    Meaning{1292, "a value does not fit its column", "nothing was changed"},
    Meaning{1317, "the statement was stopped by another connection", "run this again"},
    Meaning{1364, "a new row needs a value for another column", "nothing was changed"},
    Meaning{1366, "a value does not fit its column", "nothing was changed"},
    Meaning{1406, "a value is too long for its column", "nothing was changed"},
    Meaning{1412, "the table was changed meanwhile", "run this again"},
    Meaning{1524, "the account's way of logging in is not installed on the server", ""},
    Meaning{1698, "the server lets this account in without a password only, for the same user of the system",
            "run this as that user, or use another account"},
    Meaning{1792, "the session is read-only", ""},
    Meaning{1820, "the account's password has expired", "set a new one with a client program of MySQL"},
    Meaning{1836, "the server refuses writes (it runs in read-only mode)", kUsePrimary},
    Meaning{1862, "the account's password has expired", "set a new one with a client program of MySQL"},
    Meaning{1969, "the statement took too long", "the server is busy, or another connection holds the table"},
    Meaning{2002, "cannot reach the server", "is it running, and does it listen on this socket or port?"},
    Meaning{2003, "cannot reach the server", "is it running, and does it listen on this port?"},
    Meaning{2005, "the server's name is unknown", "check the host in the URL"},
    Meaning{2006, "the connection is lost", kGoneBack},
    Meaning{2013, "the connection is lost", kGoneBack},
    Meaning{2026, "no encrypted connection to the server that its certificate vouches for", kTls},
    Meaning{2059, "a way of logging in that the client library does not know", kMethods},
    Meaning{3024, "the statement took too long", "the server is busy, or another connection holds the table"},
    Meaning{3118, "the account is locked", "ALTER USER ... ACCOUNT UNLOCK"},
    Meaning{3159, "the server takes encrypted connections only", "leave out ssl-mode=DISABLED"},
    Meaning{3572, "another connection holds the row", kOtherHolds},
    Meaning{5010, "the server asks for a way of logging in that could give the password away", kMethods},
    Meaning{4151, "the account is locked", "ALTER USER ... ACCOUNT UNLOCK"},
};

}  // namespace

Error mysql_error(int number, const std::string& where) {
    const auto* meaning = std::find_if(kMeanings.begin(), kMeanings.end(),
                                       [number](const Meaning& entry) { return entry.number == number; });
    if (meaning == kMeanings.end()) {
        return {ErrorKind::failed, fmt::format("{}: error {} of the server", where, number),
                fmt::format("see error {} in the manual of MySQL or MariaDB", number)};
    }
    return {ErrorKind::failed, fmt::format("{}: {}", where, meaning->what), std::string(meaning->hint)};
}

bool is_lost_connection(int number) {
    constexpr std::array kLost{1053, 1927, 2006, 2013, 2055};
    return std::find(kLost.begin(), kLost.end(), number) != kLost.end();
}

}  // namespace postern::source
