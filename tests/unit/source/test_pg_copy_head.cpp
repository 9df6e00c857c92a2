#include "source/pg_copy_head.hpp"

#include "base/text_input.hpp"
#include "catch.hpp"

using namespace postern;

namespace {

source::PgCopyHead read(const std::string& text) {
    base::TextInput input(text);
    base::ByteWindow window(input);
    const format::SqlDialect dialect = format::postgres_dialect();
    source::SqlTokens tokens(window, dialect);
    source::PgCopyHead head = source::read_copy_head(tokens);
    CHECK(tokens.take_word("from"));
    return head;
}

}  // namespace

TEST_CASE("A COPY statement names a table and its columns") {
    const auto head = read("public.\"Mail.Server\" (id, \"NAME\", \"a, \"\"b\") FROM stdin;");
    CHECK(head.name.schema == "public");
    CHECK(head.name.table == "Mail.Server");
    CHECK(head.columns == std::vector<std::string>{"id", "NAME", "a, \"b"});
    CHECK(read("zero  FROM stdin;").columns.empty());
    CHECK(read("public.zero () FROM stdin;").columns.empty());
}

TEST_CASE("Object identifiers stand before the columns") {
    CHECK(read("t (a) WITH OIDS FROM stdin;").columns == std::vector<std::string>{"oid", "a"});
    CHECK(read("t WITH OIDS FROM stdin;").columns.empty());
}

TEST_CASE("A COPY statement that is cut ends") {
    base::TextInput input("public.t (a, b");
    base::ByteWindow window(input);
    const format::SqlDialect dialect = format::postgres_dialect();
    source::SqlTokens tokens(window, dialect);
    CHECK(source::read_copy_head(tokens).columns.size() == 2);
}
