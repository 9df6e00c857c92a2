#include "source/sql_table_catalog.hpp"

#include "support/reader_properties.hpp"

using namespace postern;
using source::SqlTableCatalog;
using source::SqlTableName;
using test::CollectingSink;
using Names = std::vector<std::string>;

namespace {

SqlTableName name_of(const std::string& text, const format::SqlDialect& dialect) {
    test::MemorySource source(text, 1);
    base::ByteWindow window(source, nullptr, 8);
    source::SqlTokens tokens(window, dialect);
    return read_table_name(tokens);
}

// The columns of `definition` for rows of `width` values.
Names columns(const std::string& definition, std::size_t width, bool mysql = false) {
    test::MemorySource source(definition, 1);
    base::ByteWindow window(source, nullptr, 8);
    const format::SqlDialect dialect = mysql ? format::mysql_dialect() : format::postgres_dialect();
    source::SqlTokens tokens(window, dialect);
    SqlTableCatalog catalog;
    CollectingSink everything;
    catalog.read_wanted({"", "public", "t"}, tokens, mysql, everything);
    const auto* found = catalog.columns({"", "PUBLIC", "T"}, width);
    return found != nullptr ? *found : Names{};
}

}  // namespace

TEST_CASE("table names have up to three parts") {
    const auto pg = format::postgres_dialect();
    CHECK(name_of("mailserver (", pg).table == "mailserver");
    CHECK(name_of("a.\"b.c\" (", pg).table == "b.c");
    CHECK(name_of("a.\"b.c\" (", pg).schema == "a");
    CHECK(name_of("d . s . \"t\"\"x\"", pg).table == "t\"x");
    CHECK(name_of("d.s.t", pg).database == "d");
    CHECK(name_of("(x)", pg).table.empty());
    CHECK(name_of("'x'", pg).table.empty());
    CHECK(name_of("", pg).table.empty());
    CHECK(name_of("`a``b`.`c`(", format::mysql_dialect()).database == "a`b");
    CHECK(name_of("\"ansi\"(", format::mysql_dialect()).table == "ansi");
}

TEST_CASE("PostgreSQL columns may have the names of MySQL's keys") {
    CHECK(columns("(key text, index integer, exclude text, period text, fulltext int, \"primary\" text)",
                  6) == Names{"key", "index", "exclude", "period", "fulltext", "primary"});
    CHECK(columns("(exclude integer DEFAULT 1, a text, EXCLUDE USING gist (a WITH &&), EXCLUDE (a WITH =))",
                  2) == Names{"exclude", "a"});
    CHECK(columns("(\n    a numeric(18,0) DEFAULT 5 NOT NULL,\n    b text DEFAULT 'x, y (z)'::text,\n"
                  "    CONSTRAINT c CHECK ((a > (0)::numeric)),\n    UNIQUE (a, b), CHECK (a > 1), LIKE x "
                  "INCLUDING ALL,\n"
                  "    FOREIGN KEY (a) REFERENCES y(z), PRIMARY KEY (a)\n)",
                  2) == Names{"a", "b"});
}

TEST_CASE("MySQL's keys are no columns unless they are quoted") {
    CHECK(
        columns(
            "(`key` int,`b` enum('a,b','c)') DEFAULT 'a',KEY `b` (`b`),INDEX i (`b`),FULLTEXT KEY f (`b`),"
            "SPATIAL KEY g (`b`),UNIQUE KEY u (`b`(10)),PRIMARY KEY (`key`),CONSTRAINT `x` FOREIGN KEY (`b`) "
            "REFERENCES `y` (`z`),PERIOD FOR SYSTEM_TIME (`r`,`s`)) ENGINE=InnoDB",
            2, true) == Names{"key", "b"});
    CHECK(columns("(a int, period int, `index` int)", 3, true) == Names{"a", "period", "index"});
}

TEST_CASE("generated columns count when the rows have them") {
    const std::string definition =
        "(a int DEFAULT (f(x AS (1))), b int GENERATED ALWAYS AS ((a * 2)) STORED, c bigint GENERATED ALWAYS "
        "AS IDENTITY (START WITH 1), d text "
        "DEFAULT CAST('x' AS text))";
    CHECK(columns(definition, 4) == Names{"a", "b", "c", "d"});
    CHECK(columns(definition, 3) == Names{"a", "c", "d"});
    CHECK(columns(definition, 2).empty());
    CHECK(columns(definition, 5).empty());
}

TEST_CASE("a definition without columns gives none") {
    CHECK(columns("AS SELECT 1;", 1).empty());
    CHECK(columns("PARTITION OF x FOR VALUES IN (1);", 1).empty());
    CHECK(columns("()\nINHERITS (x);", 1).empty());
    CHECK(columns("", 1).empty());
    CHECK(columns("(a int", 1) == Names{"a"});
}

TEST_CASE("a table is known under its database and schema") {
    SqlTableCatalog catalog;
    const format::SqlDialect dialect = format::postgres_dialect();
    test::MemorySource source("(x int)(y int)");
    base::ByteWindow window(source);
    source::SqlTokens tokens(window, dialect);
    CollectingSink everything;
    catalog.read_wanted({"d", "s", "t"}, tokens, false, everything);
    catalog.read_wanted({"d", "other", "t"}, tokens, false, everything);
    REQUIRE(catalog.columns({"d", "s", "t"}, 1) != nullptr);
    CHECK(*catalog.columns({"d", "s", "t"}, 1) == Names{"x"});
    CHECK(*catalog.columns({"d", "other", "t"}, 1) == Names{"y"});
    CHECK(catalog.columns({"e", "s", "t"}, 1) == nullptr);
    CHECK(catalog.columns({"d", "", "t"}, 1) == nullptr);
}

TEST_CASE("a table may be known from elsewhere") {
    SqlTableCatalog catalog;
    catalog.add({"d", "", "MailServer"}, {{"a", "g", "b"}, {"a", "b"}});
    REQUIRE(catalog.find({"d", "", "mailserver"}) != nullptr);
    CHECK(catalog.find({"d", "", "mailserver"})->all == Names{"a", "g", "b"});
    CHECK(*catalog.columns({"d", "", "MailServer"}, 2) == Names{"a", "b"});
    CHECK(catalog.find({"d", "", "other"}) == nullptr);
}

TEST_CASE("columns that cannot be NULL") {
    const auto not_null = [](const std::string& definition, bool mysql = false) {
        test::MemorySource source(definition, 1);
        base::ByteWindow window(source, nullptr, 8);
        const format::SqlDialect dialect = mysql ? format::mysql_dialect() : format::postgres_dialect();
        source::SqlTokens tokens(window, dialect);
        SqlTableCatalog catalog;
        CollectingSink everything;
        catalog.read_wanted({"", "public", "t"}, tokens, mysql, everything);
        CHECK(catalog.not_null({"", "public", "other"}).empty());
        const auto found = catalog.not_null({"", "public", "t"});
        return Names(found.begin(), found.end());
    };
    CHECK(not_null("(a numeric(18,0) DEFAULT 5 NOT NULL, \"b B\" text CONSTRAINT n NOT NULL, c text NULL, d "
                   "text DEFAULT 'NOT NULL', e int PRIMARY KEY, f text)") == Names{"a", "b B", "e"});
    CHECK(
        not_null("(a int, b boolean DEFAULT (1 IS NOT NULL), c int, d int, CHECK (b IS NOT NULL), "
                 "CONSTRAINT k PRIMARY KEY (a, \"c\"), FOREIGN KEY (b) REFERENCES x(y) ON DELETE SET NULL ON "
                 "UPDATE CASCADE, UNIQUE (b), CONSTRAINT n NOT NULL d NO INHERIT)") == Names{"a", "c", "d"});
    CHECK(
        not_null("(`a` int NOT NULL AUTO_INCREMENT, `b` text COMMENT 'x NOT NULL', `c` text /* NOT NULL */, "
                 "`d` int(11) DEFAULT NULL, `e` int, `NOT` text, PRIMARY KEY (`a`,`e`), KEY `b` (`b`(10)))",
                 true) == Names{"a", "a", "e"});
    CHECK(not_null("(a text NOT NULL").size() == 1);
}

TEST_CASE("a table is remembered when its name or its columns are wanted") {
    const auto remembered = [](CollectingSink sink) {
        const format::SqlDialect dialect = format::postgres_dialect();
        test::MemorySource source("IF NOT EXISTS s.t (a int, secret text, PRIMARY KEY (a));", 1);
        base::ByteWindow window(source, nullptr, 8);
        source::SqlTokens tokens(window, dialect);
        SqlTableCatalog catalog;
        catalog.read_table(tokens, "d", false, sink);
        const SqlTableCatalog::Columns* found = catalog.find({"d", "s", "t"});
        return found != nullptr ? found->all : Names{};
    };
    CollectingSink by_column({"other"});
    CHECK(remembered(by_column).empty());
    by_column.wanted_column = "secret";
    CHECK(remembered(by_column) == Names{"a", "secret"});
    by_column.wanted_column = "token";
    CHECK(remembered(by_column).empty());
    CHECK(remembered(CollectingSink({"t"})) == Names{"a", "secret"});
}
