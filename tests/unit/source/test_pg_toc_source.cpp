#include "source/pg_toc_source.hpp"

#include "support/pg_archive_writing.hpp"
#include "support/read_outcome.hpp"

using namespace postern;

namespace {

std::string contents(bool custom = false) {
    test::ArchiveShape shape;
    shape.custom = custom;
    auto entries = test::mail_archive();
    entries[3].file = "3377.dat";
    entries[4].file = "3378.dat";
    entries[6].file = "3380.dat";
    return test::ArchiveWriter(shape).archive(entries);
}

test::MakeSource reader(source::PartIndex& parts) {
    return
        [&parts](base::ByteWindow& window) { return std::make_unique<source::PgTocSource>(window, parts); };
}

const test::CollectingSink kWanted({"mailserver"});

}  // namespace

TEST_CASE("A table of contents names the files of wanted tables") {
    source::PartIndex parts;
    const auto found = read_outcome(reader(parts), contents(), kWanted, 7);
    CHECK(found.complete());
    CHECK(found.records.empty());
    REQUIRE(parts.find("3378.dat.gz") != nullptr);
    CHECK(parts.find("3378.dat")->database == "jira");
    CHECK(parts.find("3378.dat")->schema == "public");
    CHECK(parts.find("3378.dat")->columns == std::vector<std::string>{"id", "name", "mailpassword"});
    CHECK(parts.find("3378.dat")->form == source::TableForm::pg_copy);
    CHECK(parts.find("3380.dat")->table == "MAILSERVER");
    REQUIRE(parts.find("3377.dat") != nullptr);
    CHECK(parts.find("3377.dat")->table.empty());
    CHECK(parts.find("3379.dat") == nullptr);
}

TEST_CASE("A table of contents passes as it came") {
    source::PartIndex parts;
    CHECK(test::read_all(reader(parts), contents(), kWanted).output == contents());
    const auto more = test::read_all(reader(parts), contents() + "more", kWanted);
    CHECK(more.output == contents() + "more");
    CHECK(more.skips.size() == 1);
}

TEST_CASE("Secrets in a table of contents are pushed") {
    test::ArchiveShape shape;
    shape.custom = false;
    auto entries = test::mail_archive();
    entries[2] = {3, "USER MAPPING", "USER MAPPING jira SERVER other", "",
                  "CREATE USER MAPPING FOR jira SERVER other OPTIONS (password 's3cret');\n"};
    source::PartIndex parts;
    const auto found = read_outcome(reader(parts), test::ArchiveWriter(shape).archive(entries),
                                    test::CollectingSink({"user-mapping"}));
    CHECK(found.complete());
    CHECK(found.values("option:password") == std::vector<std::string>{"s3cret"});
}

TEST_CASE("A damaged table of contents names nothing") {
    const std::string whole = contents();
    for (std::size_t cut = 0; cut < whole.size(); ++cut) {
        source::PartIndex parts;
        CHECK(read_outcome(reader(parts), whole.substr(0, cut), kWanted).damage);
        CHECK(parts.empty());
    }
    source::PartIndex parts;
    CHECK(read_outcome(reader(parts), contents(true), kWanted).damage);
}
