#include "source/mysql_hidden_value.hpp"

#include <charconv>
#include <cstring>

#include "base/base64.hpp"
#include "postern/error.hpp"

namespace postern::source {

namespace {

bool has_random_bytes(MysqlConnection& connection) {
    return connection.execute_if_known("DO RANDOM_BYTES(1)");
}

void refuse_general_log(MysqlConnection& connection) {
    if (text_of_first(connection.rows("SELECT @@GLOBAL.general_log")) == "1") {
        throw Error(ErrorKind::failed, connection.place() + ": the server's general log would hold a secret",
                    "SET GLOBAL general_log = OFF for the moment, or use MariaDB 10.10 or newer");
    }
}

base::AesKey key_from_hex(std::string_view digits) {
    base::AesKey key{};
    for (std::size_t i = 0; i < key.size() && 2 * i + 1 < digits.size(); ++i) {
        std::from_chars(digits.data() + 2 * i, digits.data() + 2 * i + 2, key[i], 16);
    }
    return key;
}

}  // namespace

std::string hiding_key_expression(bool has_random_bytes) {
    return has_random_bytes ? "RANDOM_BYTES(16)"
                            : "UNHEX(LEFT(SHA2(CONCAT(UUID(), RAND(), RAND(), RAND(), RAND()), 256), 32))";
}

MysqlHiddenValues::MysqlHiddenValues(MysqlConnection& connection) : connection_(connection) {
    const bool random = has_random_bytes(connection);
    if (!random) {
        refuse_general_log(connection);
    }
    connection.execute("SET @postern_key = " + hiding_key_expression(random));
    const std::vector<MysqlRow> rows = connection.rows("SELECT HEX(@postern_key)");
    if (rows.empty() || !rows[0][0] || rows[0][0]->reveal().size() != 2 * key_.size()) {
        throw Error(ErrorKind::failed, connection.place() + ": the server makes no key to hide values with");
    }
    key_ = key_from_hex(rows[0][0]->reveal());
}

MysqlHiddenValues::~MysqlHiddenValues() {
    ::explicit_bzero(key_.data(), key_.size());
    try {
        connection_.execute("SET @postern_key = NULL");
    } catch (const Error&) {  // the connection is gone, and the key with it
    }
}

// As text: a log with the bytes themselves would be hard to read.
Secret MysqlHiddenValues::bound(const Secret& value) const {
    return Secret(base::encode_base64(base::encrypt_aes128_ecb(key_, value.reveal())));
}

std::string MysqlHiddenValues::expression() {
    return "AES_DECRYPT(FROM_BASE64(?), @postern_key)";
}

}  // namespace postern::source
