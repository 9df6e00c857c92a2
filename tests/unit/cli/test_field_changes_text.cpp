#include "cli/field_changes_text.hpp"

#include "catch.hpp"

using namespace postern;

namespace {

audit::FieldChange change(const std::string& key, const std::string& field, std::optional<std::string> before,
                          bool secret = false) {
    audit::FieldChange change{{}, "jira-mailserver", "GMail", secret, std::move(before), std::nullopt};
    change.place.table = "public.mailserver";
    change.place.key = key;
    change.place.field = field;
    return change;
}

}  // namespace

TEST_CASE("Fields stand under the title of their record") {
    const std::string text =
        cli::field_changes_text({change("1", "servername", "mail.example.com"),
                                 change("1", "mailpassword", "", true), change("2", "x", std::nullopt)},
                                [](const audit::FieldChange& field) { return "after " + field.place.key; });
    CHECK(text ==
          "  public.mailserver key 1 \"GMail\"  (rule jira-mailserver)\n"
          "    servername               'mail.example.com' -> after 1\n"
          "    mailpassword             <redacted> -> after 1\n"
          "  public.mailserver key 2 \"GMail\"  (rule jira-mailserver)\n"
          "    x                        none -> after 2\n");
}

TEST_CASE("What stays in another file is told") {
    audit::FieldChange field = change("1", "password", "", true);
    field.stands_in = "a.properties, pw";
    const std::string text =
        cli::field_changes_text({field}, [](const audit::FieldChange&) { return "removed"; });
    CHECK(text.ends_with("-> removed\n                             stays in a.properties, pw\n"));
}

TEST_CASE("A value is cut, redacted, or told to be none") {
    CHECK(cli::shown_value(std::nullopt, false) == "NULL");
    CHECK(cli::shown_value("CANARY", true) == "<redacted>");
    CHECK(cli::shown_value("a\nb", false) == "'a\\x0ab'");
    CHECK(cli::shown_value(std::string(130, 'x'), false) == "'" + std::string(120, 'x') + "...'");
}
