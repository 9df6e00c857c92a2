// Sends values to a MySQL server so that none of its logs holds them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/aes.hpp"
#include "postern/secret.hpp"
#include "source/mysql_connection.hpp"

namespace postern::source {

// The general log, the slow log and audit plug-ins write a prepared statement with the values bound to
// it, long data included. So the server makes a key, which it tells us in a result, and results are not
// logged; what is bound is the value encrypted under it. The key is used for one statement. (A binary
// log holds the new row in any case.)
class MysqlHiddenValues {
public:
    // Throws Error on a server without RANDOM_BYTES (MariaDB before 10.10) while its general log is on:
    // what it can use instead could be guessed by who reads that log.
    explicit MysqlHiddenValues(MysqlConnection& connection);
    ~MysqlHiddenValues();
    MysqlHiddenValues(const MysqlHiddenValues&) = delete;
    MysqlHiddenValues& operator=(const MysqlHiddenValues&) = delete;

    // What to bind for a value, and the expression that gives the value's bytes back.
    Secret bound(const Secret& value) const;
    static std::string expression();

private:
    MysqlConnection& connection_;
    base::AesKey key_{};
};

// The expression a server makes the key by.
std::string hiding_key_expression(bool has_random_bytes);

}  // namespace postern::source
