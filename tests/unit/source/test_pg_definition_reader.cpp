#include "source/pg_definition_reader.hpp"

#include "base/byte_stream.hpp"
#include "catch.hpp"
#include "support/collecting_sink.hpp"

using namespace postern;

namespace {

test::CollectingSink read(const std::string& kind, const std::string& definition) {
    test::CollectingSink sink({"mailserver", "user-mapping", "subscription", "foreign-server"});
    CHECK(source::has_secret_definition(kind));
    source::read_secret_definition(definition, "jira", sink);
    return sink;
}

}  // namespace

TEST_CASE("Secrets in definitions are pushed") {
    const auto mapping =
        read("USER MAPPING",
             "CREATE USER MAPPING FOR jira SERVER other OPTIONS (\n    password 's3cret',\n    \"user\" "
             "'jira'\n);\n");
    REQUIRE(mapping.records.size() == 1);
    CHECK(mapping.records[0].name == "user-mapping");
    CHECK(mapping.records[0].database == "jira");
    CHECK(mapping.records[0].value("option:password") == "s3cret");
    CHECK(read("SERVER", "CREATE SERVER other FOREIGN DATA WRAPPER w OPTIONS (host 'h');\n").records.size() ==
          1);
    CHECK(read("SUBSCRIPTION",
               "CREATE SUBSCRIPTION sub CONNECTION 'host=h password=s3cret' PUBLICATION p WITH (connect = "
               "false);\n")
              .records.size() == 1);
    CHECK(read("SERVER", "").records.empty());
    CHECK_THROWS_AS(read("USER MAPPING", "CREATE USER MAPPING FOR x SERVER y OPTIONS (password 's"),
                    base::DamagedInput);
}

TEST_CASE("Other definitions hold no secrets") {
    CHECK_FALSE(source::has_secret_definition("TABLE"));
    CHECK_FALSE(source::has_secret_definition("FUNCTION"));
}
