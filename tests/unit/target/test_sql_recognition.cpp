#include "target/sql_recognition.hpp"

#include "catch.hpp"

using namespace postern::target;

namespace {

ContentKind kind(const std::string& text) {
    return recognise_sql(text, true)->kind;
}

}  // namespace

TEST_CASE("the first line that only one program writes decides") {
    CHECK(kind("\n\n--\n-- PostgreSQL database dump\n--\n") == ContentKind::pg_dump_plain);
    CHECK(kind("--\n-- PostgreSQL database cluster dump\n--\n") == ContentKind::pg_dump_plain);
    CHECK(kind("COPY public.t (a) FROM stdin;\n") == ContentKind::pg_dump_plain);
    CHECK(kind("INSERT INTO public.t VALUES (1, 'x');\n") == ContentKind::pg_dump_plain);
    CHECK(kind("-- MySQL dump 10.13\r\n") == ContentKind::mysql_dump);
    CHECK(kind("/*!999999\\- enable the sandbox mode */\n") == ContentKind::mysql_dump);
    CHECK(kind("/*M!999999\\- enable the sandbox mode */ \n") == ContentKind::mysql_dump);
    CHECK(kind("INSERT INTO `t` VALUES (1,'x');\n") == ContentKind::mysql_dump);
    CHECK(kind("INSERT  IGNORE INTO `t` VALUES (1,'x');\n") == ContentKind::mysql_dump);
    CHECK(kind("REPLACE INTO t VALUES (1,'x');\n") == ContentKind::mysql_dump);
    CHECK(kind("CREATE SCHEMA PUBLIC AUTHORIZATION DBA\n") == ContentKind::hsqldb_script);
    CHECK(kind("CREATE MEMORY TABLE A(B INT)\n") == ContentKind::hsqldb_script);
    CHECK(kind("INSERT INTO A VALUES(1,'x')\n") == ContentKind::mysql_dump);
    CHECK(kind("/*C1*/CONNECT USER SA\n") == ContentKind::hsqldb_script);
    CHECK(kind("\xEF\xBB\xBF-- MySQL dump 10.13\n") == ContentKind::mysql_dump);
    CHECK(kind("SELECT 1;\n") == ContentKind::unknown);
}

TEST_CASE("a warning before the dump does no harm") {
    CHECK(kind("mysqldump: [Warning] Using a password on the command line can be insecure.\n-- MySQL dump "
               "10.13\n") == ContentKind::mysql_dump);
}

TEST_CASE("lines of carriage returns are lines") {
    CHECK(kind("--\r\n-- PostgreSQL database dump\r\n--\r\n") == ContentKind::pg_dump_plain);
}

TEST_CASE("more is asked for only while it could decide") {
    CHECK_FALSE(recognise_sql("-- Postgre", false).has_value());
    CHECK_FALSE(recognise_sql("--\n--\n", false).has_value());
    CHECK(recognise_sql(std::string(4096, '\0'), false)->kind == ContentKind::unknown);
    CHECK(recognise_sql(std::string(1 << 20, 'x') + "\n", false)->kind == ContentKind::unknown);
    CHECK(recognise_sql("", true)->kind == ContentKind::unknown);
}
