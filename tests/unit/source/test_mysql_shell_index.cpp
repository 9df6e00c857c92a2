#include "source/mysql_shell_index.hpp"

#include "catch.hpp"

using namespace postern;

TEST_CASE("the index of a dump by MySQL Shell is read") {
    const auto dump = source::parse_mysql_shell_dump(
        R"({"dumper": "mysqlsh Ver 8.4.0", "version": "2.0.1", "schemas": ["jira", "a@b", 5], "basenames": {"a@b": "a%40b"}})");
    REQUIRE(dump);
    CHECK(dump->schemas == std::vector<std::string>{"jira", "a@b"});
    CHECK(dump->file_names.at("a@b") == "a%40b");
    for (const char* text : {"", "[]", "5", "{\"schemas\": []}", "{\"schemas\": [],", "{\"a\": \"\xFF\"}"}) {
        CHECK_FALSE(source::parse_mysql_shell_dump(text));
    }
}

TEST_CASE("the index of a schema is read") {
    const auto schema = source::parse_mysql_shell_schema(
        R"({"schema": "jira", "includesData": false, "tables": ["t", "u"], "views": ["v"], "basenames": {"t": "jira@t"}})");
    REQUIRE(schema);
    CHECK(schema->tables == std::vector<std::string>{"t", "u"});
    CHECK(schema->file_names.at("t") == "jira@t");
    CHECK_FALSE(schema->includes_data);
    CHECK(source::parse_mysql_shell_schema(R"({"schema": "x", "tables": "no list", "includesData": 5})")
              ->includes_data);
    CHECK_FALSE(source::parse_mysql_shell_schema("{}"));
}

TEST_CASE("the index of a table is read") {
    const auto table = source::parse_mysql_shell_table(
        R"({"options": {"schema": "jira", "table": "t", "columns": ["a", "b", "c"], "decodeColumns": {"b": "UNHEX",
            "c": "FROM_BASE64"}, "compression": "zstd", "defaultCharacterSet": "utf8mb4", "fieldsTerminatedBy": ",",
            "fieldsEnclosedBy": "\"", "fieldsOptionallyEnclosed": true, "fieldsEscapedBy": "\\",
            "linesTerminatedBy": "\r\n"}, "includesData": true, "extension": "csv.gz", "basenames": {"p0": "jira@t@p0"}})");
    REQUIRE(table);
    CHECK(table->part.database == "jira");
    CHECK(table->part.table == "t");
    CHECK(table->part.columns == std::vector<std::string>{"a", "b", "c"});
    CHECK(table->part.form == source::TableForm::load_data);
    CHECK(table->part.load_data == format::LoadDataOptions{",", "\"", "\\", "", "\r\n"});
    CHECK(table->part.codes.at("b") == source::ColumnCode::hexadecimal);
    CHECK(table->part.codes.at("c") == source::ColumnCode::base64);
    CHECK(table->includes_data);
    CHECK(table->extension == "csv.gz");
    CHECK(table->partitions == std::vector<std::string>{"jira@t@p0"});
    CHECK(table->fault.empty());
}

TEST_CASE("a table whose rows cannot be read says why") {
    const auto plain = source::parse_mysql_shell_table(R"({"options": {"table": "t", "columns": ["a"]}})");
    REQUIRE(plain);
    CHECK(plain->part.load_data == format::LoadDataOptions{});
    CHECK(plain->extension == "tsv.zst");
    CHECK(plain->fault.empty());
    for (const char* options : {R"("columns": [])", R"("columns": ["a"], "defaultCharacterSet": "gbk")",
                                R"("columns": ["a"], "decodeColumns": {"a": "ROT13"})"}) {
        const auto found = source::parse_mysql_shell_table(std::string("{\"options\": {") + options + "}}");
        REQUIRE(found);
        CHECK_FALSE(found->fault.empty());
    }
    CHECK_FALSE(source::parse_mysql_shell_table("{}"));
    CHECK_FALSE(source::parse_mysql_shell_table(R"({"options": 5})"));
}
