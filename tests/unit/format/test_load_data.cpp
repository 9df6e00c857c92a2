#include "format/load_data.hpp"

#include "catch.hpp"
#include "postern/error.hpp"

using namespace postern;
using format::LoadDataOptions;

namespace {

std::string decoded(std::string_view field, const LoadDataOptions& options = {}) {
    std::string value;
    format::append_decoded_load_data(field, options, value);
    return value;
}

LoadDataOptions csv() {
    return {",", "\"", "\\", "", "\r\n"};
}

}  // namespace

TEST_CASE("fields of LOAD DATA are decoded") {
    CHECK(decoded("") == "");
    CHECK(decoded("plain") == "plain");
    CHECK(decoded("a\\\nb\\\tc\\\\d") == "a\nb\tc\\d");
    CHECK(decoded("\\n\\r\\t\\b\\Z\\q\\N.") == "\n\r\t\b\x1AqN.");
    CHECK(decoded("x\\0y") == std::string("x\0y", 3));
    CHECK(decoded("tail\\") == "tail\\");
    CHECK(decoded("\"a\"") == "\"a\"");
    CHECK(decoded("\"a,\"\"b\"\" \\\"c\\\" d\"e\"", csv()) == "a,\"b\" \"c\" d\"e");
    CHECK(decoded("bare\"\"", csv()) == "bare\"\"");
    CHECK(decoded("\"\"", csv()).empty());
    CHECK(decoded("\"a\\\"", {",", "\"", "", "", "\n"}) == "a\\");
}

TEST_CASE("NULL of LOAD DATA") {
    CHECK(format::is_load_data_null("\\N", {}));
    CHECK_FALSE(format::is_load_data_null("\\n", {}));
    CHECK_FALSE(format::is_load_data_null("\\\\N", {}));
    CHECK_FALSE(format::is_load_data_null("NULL", {}));
    CHECK(format::is_load_data_null("NULL", csv()));
    CHECK(format::is_load_data_null("\"\\N\"", csv()));
    CHECK_FALSE(format::is_load_data_null("\"NULL\"", csv()));
    const LoadDataOptions bare{"|", "", "", "", "\n"};
    CHECK(format::is_load_data_null("NULL", bare));
    CHECK_FALSE(format::is_load_data_null("\\N", bare));
    CHECK(format::encode_load_data(std::nullopt, bare) == "NULL");
    CHECK(format::encode_load_data(std::nullopt, csv()) == "\\N");
}

TEST_CASE("fields of LOAD DATA are encoded as SELECT INTO OUTFILE does") {
    CHECK(format::encode_load_data("a\nb\tc\\d", {}) == "a\\\nb\\\tc\\\\d");
    CHECK(format::encode_load_data(std::string("\r\0\x1A", 3), {}) == "\r\\0\x1A");
    CHECK(format::encode_load_data("a,\"b\"\r\n", csv()) == "\"a,\\\"b\\\"\\\r\n\"");
    CHECK(format::encode_load_data("say \"x\"\\", {",", "\"", "", "", "\n"}) == "\"say \"\"x\"\"\\\"");
    const LoadDataOptions bare{"|", "", "", "", "\n"};
    CHECK(format::encode_load_data("a\\b", bare) == "a\\b");
    for (const char* value : {"a|b", "a\nb", "NULL"}) {
        CHECK_THROWS_AS(format::encode_load_data(value, bare), Error);
    }
}

TEST_CASE("options of LOAD DATA that make lines ambiguous are told") {
    CHECK(format::load_data_fault({}).empty());
    CHECK(format::load_data_fault(csv()).empty());
    CHECK(format::load_data_fault({"n", "", "", "", "\n"}).empty());
    CHECK_FALSE(format::load_data_fault({"n", "", "\\", "", "\n"}).empty());
    CHECK_FALSE(format::load_data_fault({"\\x", "", "\\", "", "\n"}).empty());
    CHECK_FALSE(format::load_data_fault({"\"", "\"", "\\", "", "\n"}).empty());
    CHECK_FALSE(format::load_data_fault({"", "", "\\", "", "\n"}).empty());
    CHECK_FALSE(format::load_data_fault({",", "", "\\", "", ""}).empty());
    CHECK_FALSE(format::load_data_fault({",", "ab", "\\", "", "\n"}).empty());
    CHECK_FALSE(format::load_data_fault({",", "\"", "\"", "", "\n"}).empty());
}
