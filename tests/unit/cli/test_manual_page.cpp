#include "catch.hpp"
#include "cli/manual_page.hpp"
#include "postern/error.hpp"

using namespace postern;

namespace {

cli::ManualOption option(std::vector<std::string> names, std::string value, std::string help) {
    cli::ManualOption result;
    result.names = std::move(names);
    result.value = std::move(value);
    result.help = std::move(help);
    return result;
}

cli::ManualCommand scan() {
    return {"scan",
            "Find",
            {option({"TARGET"}, "", "Where"), option({"-o", "--output"}, "FILE", "Write there")},
            {{"0", "clean"}, {"4", "incomplete"}},
            {}};
}

const std::string kFresh =
    "# postern-scan(1)\n\n## OPTIONS\n\n"
    "`TARGET`\n: Where.\n\n"
    "`-o`, `--output FILE`\n: Write there.\n\n"
    "## EXIT STATUS\n\n| code | meaning |\n|---|---|\n| 0 | clean |\n| 4 | incomplete |\n\n## SEE "
    "ALSO\n\npostern(1)\n";

}  // namespace

TEST_CASE("Empty sections are filled, and a fresh page stays") {
    const std::string page =
        "# postern-scan(1)\n\n## OPTIONS\n\n## EXIT STATUS\n\n## SEE ALSO\n\npostern(1)\n";
    CHECK(cli::current_page(page, scan()) == kFresh);
    CHECK(cli::current_page(kFresh, scan()) == kFresh);
}

TEST_CASE("What was written by hand stays, whatever becomes of the help") {
    const std::string page =
        "# postern-scan(1)\n\n## OPTIONS\n\n"
        "`-o`, `--output NAME`\n: Old words.\nMore of it,\nand more.\n\n"
        "`--gone`\n: No option any more.\n\n"
        "Text behind the items.\n\n- a list\n\n"
        "## EXIT STATUS\n\n| code | meaning |\n|---|---|\n| 7 | gone |\n\nText behind the table.\n";
    CHECK(cli::current_page(page, scan()) ==
          "# postern-scan(1)\n\n## OPTIONS\n\n"
          "`TARGET`\n: Where.\n\n"
          "`-o`, `--output FILE`\n: Write there.\nMore of it,\nand more.\n\n"
          "Text behind the items.\n\n- a list\n\n"
          "## EXIT STATUS\n\n| code | meaning |\n|---|---|\n| 0 | clean |\n| 4 | incomplete |\n\n"
          "Text behind the table.\n");
}

TEST_CASE("Commands below a command have a part each") {
    cli::ManualCommand rules{"rules", "Rules", {option({"--help"}, "", "Help")}, {{"0", "done"}}, {}};
    rules.commands.push_back({"list", "Name them", {option({"--rules"}, "DIR", "Add these")}, {}, {}});
    rules.commands.push_back({"show", "Explain", {option({"--rules"}, "DIR", "Add those")}, {}, {}});
    const std::string page =
        "# postern-rules(1)\n\n## OPTIONS\n\n### postern rules show\n\n`--rules DIR`\n: Old.\nOnly here.\n\n"
        "## EXIT STATUS\n";
    CHECK(cli::current_page(page, rules) ==
          "# postern-rules(1)\n\n## OPTIONS\n\n`--help`\n: Help.\n\n"
          "### postern rules list\n\n`--rules DIR`\n: Add these.\n\n"
          "### postern rules show\n\n`--rules DIR`\n: Add those.\nOnly here.\n\n"
          "## EXIT STATUS\n\n| code | meaning |\n|---|---|\n| 0 | done |\n");
}

TEST_CASE("The page of the program lists the commands") {
    cli::ManualCommand tree{
        "postern", "A program", {option({"--version"}, "", "Version")}, {{"0", "done"}}, {scan()}};
    const std::string page = "# postern(1)\n\n## COMMANDS\n\n## OPTIONS\n\n## EXIT STATUS\n";
    CHECK(
        cli::current_page(page, tree) ==
        "# postern(1)\n\n## COMMANDS\n\npostern-scan(1)\n: Find.\n\n## OPTIONS\n\n`--version`\n: Version.\n\n"
        "## EXIT STATUS\n\n| code | meaning |\n|---|---|\n| 0 | done |\n");
}

TEST_CASE("A page without a section, and a command without exit codes, are errors") {
    CHECK_THROWS_AS(cli::current_page("# postern-scan(1)\n\n## OPTIONS\n", scan()), Error);
    CHECK_THROWS_AS(cli::current_page("", scan()), Error);
    cli::ManualCommand silent = scan();
    silent.exit_lines.clear();
    CHECK_THROWS_AS(cli::current_page(kFresh, silent), Error);
}
