#include "cli/file_change.hpp"

#include "catch.hpp"

using namespace postern;

namespace {

cli::PlannedField field(std::size_t source, const std::string& key, const std::string& name) {
    cli::PlannedField planned{source, {}};
    planned.change.place.table = "mailserver";
    planned.change.place.key = key;
    planned.change.place.field = name;
    return planned;
}

cli::PlannedFile folder() {
    cli::PlannedFile planned({"dir", 0, false, {"a.sql", "b.sql", "metadata"}}, {});
    planned.found.sources.resize(2);
    planned.found.sources[0].path = "dir/a.sql";
    planned.found.sources[1].path = "dir/b.sql";
    planned.found.changes = {field(0, "1", "x"), field(0, "1", "y"), field(0, "2", "x")};
    planned.found.touched = {"dir/a.sql", "dir/metadata"};
    planned.found.accounts.resize(2);
    planned.found.accounts[0].source = 0;
    planned.found.accounts[1].source = 1;
    planned.found.parts.add("dir/metadata", "mydumper").metadata = "metadata";
    return planned;
}

}  // namespace

TEST_CASE("Changes are counted by record and by field") {
    const cli::ChangeCount count = cli::count_changes(folder().found);
    CHECK(count.records == 2);
    CHECK(count.fields == 3);
}

TEST_CASE("A file is one file, and none where nothing in it changes") {
    cli::PlannedFile planned({"dump.sql", 0, true}, {});
    CHECK(cli::files_of(planned, cli::Members::all).size() == 1);
    CHECK(cli::files_of(planned, cli::Members::changed).empty());
    planned.found.touched.insert("dump.sql");
    CHECK(cli::files_of(planned, cli::Members::changed).size() == 1);
}

TEST_CASE("A folder is its files, first that which speaks of the others") {
    const cli::PlannedFile planned = folder();
    const auto all = cli::files_of(planned, cli::Members::all);
    REQUIRE(all.size() == 3);
    CHECK(all[0].file.path == "dir/metadata");
    CHECK(all[1].file.path == "dir/a.sql");
    CHECK(all[1].parts == &planned.found.parts);
    CHECK(all[1].found.changes.size() == 3);
    CHECK(all[1].found.touched == std::set<std::string>{"dir/a.sql"});
    CHECK_FALSE(all[2].changes());
    REQUIRE(all[1].found.accounts.size() == 1);
    REQUIRE(all[2].found.accounts.size() == 1);
    CHECK(all[2].found.accounts[0].source == 0);
    const auto changed = cli::files_of(planned, cli::Members::changed);
    REQUIRE(changed.size() == 2);
    CHECK(changed[0].file.path == "dir/metadata");
    CHECK(changed[1].file.path == "dir/a.sql");
}

TEST_CASE("What could not be read makes a plan incomplete") {
    cli::FileChangePlan plan;
    plan.files.push_back(folder());
    CHECK(plan.complete());
    CHECK(plan.changes_anything());
    plan.files[0].found.sources[1].skips.push_back({7, "is damaged"});
    CHECK(plan.files[0].unread() == "dir/b.sql: is damaged");
    CHECK_FALSE(plan.complete());
    plan.files.clear();
    CHECK_FALSE(plan.changes_anything());
    plan.unreadable.emplace_back("x", Skip{0, "cannot be opened"});
    CHECK_FALSE(plan.complete());
}
