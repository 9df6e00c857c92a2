#include "source/pg_statistics_reader.hpp"

#include "postern/error.hpp"
#include "source/pg_dump_source.hpp"
#include "support/read_outcome.hpp"

using namespace postern;
using test::CollectingSink;
using test::read_outcome;

namespace {

std::unique_ptr<Source> make(base::ByteWindow& window) {
    return std::make_unique<source::PgDumpSource>(window);
}

const CollectingSink kWanted({"pg-statistics", "mailserver"});

// As pg_dump 18 --statistics writes it.
std::string statistics(const std::string& table, const std::string& values) {
    return "SELECT * FROM pg_catalog.pg_restore_attribute_stats(\n\t'version', '180006'::integer,\n"
           "\t'schemaname', 'public',\n\t'relname', '" +
           table +
           "',\n\t'attname', 'mailpassword',\n\t'inherited', 'f'::boolean,\n\t'null_frac', '0'::real,\n"
           "\t'avg_width', '21'::integer,\n\t'n_distinct', '-0.6'::real,\n" +
           values + "\t'correlation', '0.27'::real\n);\n";
}

const std::string kValues =
    "\t'most_common_vals', '{\"it''s \\\"quoted\\\"\",plain);,}'::text,\n"
    "\t'most_common_freqs', '{0.25,0.25}'::real[],\n\t'histogram_bounds', '{a,b}'::text,\n";

const std::string kRelation =
    "SELECT * FROM pg_catalog.pg_restore_relation_stats(\n\t'version', '180006'::integer,\n"
    "\t'schemaname', 'public',\n\t'relname', 'mailserver',\n\t'relpages', '1'::integer\n);\n";

std::string edited(const std::string& text, std::vector<Edit> edits) {
    class Editing : public CollectingSink {
    public:
        explicit Editing(std::vector<Edit> edits) : CollectingSink(kWanted), edits_(std::move(edits)) {}
        std::span<const Edit> record(const Record&) override { return edits_; }

    private:
        std::vector<Edit> edits_;
    } sink(std::move(edits));
    test::MemorySource bytes(text, 7);
    test::MemorySink output;
    base::ByteWindow window(bytes, &output, 64);
    make(window)->read(sink);
    window.flush();
    return output.text;
}

}  // namespace

TEST_CASE("statistics of a wanted table are an element with its values") {
    const std::string text = "SELECT 1;\n" + kRelation + statistics("mailserver", kValues) + "SELECT 2;\n";
    const auto found = read_outcome(make, text, kWanted);
    CHECK(found.complete());
    REQUIRE(found.records.size() == 1);
    const auto& record = found.records[0];
    CHECK(record.name == "pg-statistics");
    CHECK(record.value("table") == "mailserver");
    CHECK(record.value("column") == "mailpassword");
    CHECK(record.value("name") == "mailserver.mailpassword");
    CHECK(record.value("most_common_vals") == "{\"it's \\\"quoted\\\"\",plain);,}");
    CHECK(record.value("most_common_freqs") == "{0.25,0.25}");
    CHECK(record.value("histogram_bounds") == "{a,b}");
    CHECK(record.fields.size() == 6);
    CHECK(record.line == 8);
    for (const std::size_t piece : {1U, 7U, 4096U}) {
        CHECK(test::read_all(make, text, kWanted, piece).output == text);
    }
}

TEST_CASE("statistics of other tables, and other statements, are passed over") {
    const std::string text = statistics("other", kValues) + kRelation +
                             "SELECT * FROM pg_catalog.pg_restore_attribute_stats('attname', 'x');\n"
                             "SELECT pg_catalog.setval('public.x', 1, true);\nSELECT * FROM mailserver;\n"
                             "SELECT 'x' AS \"pg_restore_attribute_stats\";\n";
    const auto found = read_outcome(make, text, kWanted);
    CHECK(found.records.empty());
    CHECK(found.complete());
    CHECK(read_outcome(make, statistics("mailserver", kValues), CollectingSink({"mailserver"}))
              .records.empty());
}

TEST_CASE("values become NULL, and nothing else changes") {
    const std::string text = statistics("mailserver", kValues) + "SELECT 2;\n";
    CHECK(edited(text, {{2, {}, std::nullopt}, {3, {}, std::nullopt}, {4, {}, std::nullopt}}) ==
          statistics("mailserver",
                     "\t'most_common_vals', NULL::text,\n\t'most_common_freqs', NULL::real[],\n"
                     "\t'histogram_bounds', NULL::text,\n") +
              "SELECT 2;\n");
    CHECK(edited(text, {{4, {}, "{it's}"}}).find("'histogram_bounds', '{it''s}'::text") != std::string::npos);
    CHECK_THROWS_AS(edited(text, {{5, {}, "x"}}), Error);  // the name is of both
    CHECK_THROWS_AS(edited(text, {{9, {}, "x"}}), Error);
}

TEST_CASE("what was emptied has no values any more") {
    const std::string empty = statistics("mailserver", "\t'most_common_vals', NULL::text,\n");
    const auto found = read_outcome(make, empty, kWanted);
    REQUIRE(found.records.size() == 1);
    CHECK(found.records[0].fields.size() == 3);
}

TEST_CASE("statistics that are cut short are told") {
    const std::string text = statistics("mailserver", kValues);
    for (std::size_t cut = 70; cut + 2 < text.size(); cut += 13) {
        CAPTURE(cut);
        CHECK(read_outcome(make, text.substr(0, cut), kWanted).damage.has_value());
    }
}

TEST_CASE("statistics of an index on a wanted table are told") {
    const std::string values =
        "SELECT * FROM pg_catalog.pg_restore_attribute_stats(\n\t'relname', 'lowered',\n"
        "\t'attnum', '1'::smallint,\n\t'histogram_bounds', '{a,b}'::text\n);\n";
    for (const char* index :
         {"CREATE INDEX lowered ON public.mailserver USING btree (lower(name));\n",
          "CREATE UNIQUE INDEX lowered ON ONLY public.\"MAILSERVER\" (lower(name));\n",
          "CREATE INDEX CONCURRENTLY IF NOT EXISTS lowered ON mailserver (lower(name));\n"}) {
        CAPTURE(index);
        const auto found = read_outcome(make, index + values, kWanted);
        REQUIRE(found.skips.size() == 1);
        CHECK(found.skips[0].reason ==
              "statistics of an index on table mailserver may hold its values: not read");
    }
    CHECK(read_outcome(make, "CREATE INDEX lowered ON other (lower(name));\n" + values, kWanted).complete());
    CHECK(read_outcome(make, "CREATE INDEX x ON mailserver (lower(name));\n" + values, kWanted).complete());
}
