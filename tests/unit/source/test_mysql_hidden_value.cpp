#include "source/mysql_hidden_value.hpp"

#include "catch.hpp"

using namespace postern::source;

TEST_CASE("the key is the server's own") {
    CHECK(hiding_key_expression(true) == "RANDOM_BYTES(16)");
    CHECK(hiding_key_expression(false).find("RAND()") != std::string::npos);
    CHECK(hiding_key_expression(false).find("RANDOM_BYTES") == std::string::npos);
}

TEST_CASE("a value is bound, never written into the statement") {
    CHECK(MysqlHiddenValues::expression() == "AES_DECRYPT(FROM_BASE64(?), @postern_key)");
}
