#include "cli/file_change_text.hpp"

#include "catch.hpp"

using namespace postern;

namespace {

cli::PlannedFile planned() {
    cli::PlannedFile file({"jira.sql", 0, true}, {});
    file.found.sources.resize(1);
    file.found.sources[0].path = "jira.sql";
    file.found.sources[0].kind = "pg-dump-plain";
    audit::FieldChange change{{}, "jira-mailserver", "GMail", true, std::string(), std::nullopt};
    change.place.table = "public.mailserver";
    change.place.key = "10000";
    change.place.field = "mailpassword";
    file.found.changes.push_back({0, change});
    file.found.touched.insert("jira.sql");
    return file;
}

}  // namespace

TEST_CASE("A plan shows each file with its records and fields") {
    cli::FileChangePlan plan;
    plan.files.push_back(planned());
    CHECK(cli::file_plan_text(plan) ==
          "jira.sql (pg-dump-plain)\n"
          "  public.mailserver key 10000 \"GMail\"  (rule jira-mailserver)\n"
          "    mailpassword             <redacted> -> removed\n\n");
    plan.files[0].found.sources[0].skips.push_back({12, "is damaged"});
    CHECK(cli::file_plan_text(plan).find(
              "COULD NOT BE READ, so there may be more to change:\n- jira.sql, byte 12: is "
              "damaged\n") != std::string::npos);
}

TEST_CASE("A plan without changes says so") {
    CHECK(cli::file_plan_text({}) == "Nothing to change.\n");
    cli::FileChangePlan plan;
    plan.unmoved = {"crowd.sql: By hand."};
    CHECK(cli::file_plan_text(plan).find(
              "NOT CHANGED, so mail may still go out by it:\n- crowd.sql: By hand.\n") != std::string::npos);
}

TEST_CASE("A line tells of a file that was written") {
    const cli::PlannedFile file = planned();
    CHECK(cli::written_text(file, file.found, "out.sql") ==
          "jira.sql -> out.sql: 1 record, 1 field changed; read again, nothing left to change\n");
    CHECK(cli::written_text(file, file.found, "jira.sql").starts_with("jira.sql: 1 record"));
    cli::FileResult trusted = file.found;
    trusted.is_trusted = true;
    CHECK(cli::written_text(file, trusted, "out.sql").ends_with("the whole was not read again\n"));
    CHECK(cli::written_text(cli::PlannedFile({"-", 0, true}, {}), {}, "-") ==
          "standard input -> standard output: nothing to change; copied as it was\n");
}

TEST_CASE("What was packed anew is told where only a part had to be") {
    cli::FileResult written;
    CHECK(cli::packed_anew_text(written).empty());
    written.packed_anew = {{"a.tar!b", ""}, {"dump.bz2", "there is a reason"}};
    CHECK(cli::packed_anew_text(written) == "dump.bz2: packed anew as a whole: there is a reason\n");
}

TEST_CASE("A migrate ends with the passwords that lie elsewhere") {
    cli::FileChangePlan plan;
    CHECK(cli::file_steps_after(plan, false).empty());
    plan.files.push_back(planned());
    REQUIRE(cli::file_steps_after(plan, false).size() == 1);
    CHECK(cli::file_steps_after(plan, false)[0].find("the original and every older backup") !=
          std::string::npos);
    CHECK(cli::file_steps_after(plan, true)[0].find("original") == std::string::npos);
    audit::FoundAccount incoming;
    incoming.account.direction = Direction::incoming;
    incoming.account.secrets.resize(1);
    plan.files[0].found.accounts.push_back(incoming);
    CHECK(cli::file_steps_after(plan, false).size() == 2);
    plan.purpose = audit::Purpose::scrub;
    CHECK(cli::file_steps_after(plan, false).empty());
    plan.files[0].found.changes.at(0).change.secret = true;
    plan.files[0].found.changes.at(0).change.stands_in = "a.properties, pw";
    REQUIRE(cli::file_steps_after(plan, false).size() == 1);
    CHECK(cli::file_steps_after(plan, false)[0].find("a.properties, pw") != std::string::npos);
}
