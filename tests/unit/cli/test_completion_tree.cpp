#include "catch.hpp"
#include "cli/completion_tree.hpp"

using namespace postern;

TEST_CASE("Each command has its path, its options and its arguments") {
    cli::ManualCommand list{"list", "Name them", {}, {}, {}};
    list.options.push_back({{"ID"}, "", "Which", cli::ValueKind::other, {}, false});
    list.options.push_back({{"--rules"}, "DIR", "Add", cli::ValueKind::folder, {}, false});
    const cli::ManualCommand tree{
        "postern", "", {}, {}, {{"rules", "Rules", {}, {}, {list}}, {"scan", "Find", {}, {}, {}}}};
    const auto all = cli::completed_commands(tree);
    REQUIRE(all.size() == 4);
    CHECK(all[0].path == "postern");
    CHECK(all[0].commands.size() == 2);
    CHECK(all[1].path == "postern rules");
    CHECK(all[2].path == "postern rules list");
    REQUIRE(all[2].arguments.size() == 1);
    CHECK(all[2].arguments[0].names[0] == "ID");
    REQUIRE(all[2].options.size() == 1);
    CHECK(all[2].options[0].names[0] == "--rules");
    CHECK(all[3].path == "postern scan");
}

TEST_CASE("A word may have a file behind it") {
    CHECK(cli::takes_files({{"--format"}, "text|FORM=FILE,...", "", cli::ValueKind::words, {"text"}, false}));
    CHECK_FALSE(cli::takes_files({{"--color"}, "auto|never", "", cli::ValueKind::words, {"auto"}, false}));
}

TEST_CASE("Text is quoted for a shell") {
    CHECK(cli::shell_quoted("plain $x") == "'plain $x'");
    CHECK(cli::shell_quoted("it's") == "'it'\\''s'");
    CHECK(cli::joined({"a", "b"}) == "a b");
    CHECK(cli::joined({}).empty());
}
