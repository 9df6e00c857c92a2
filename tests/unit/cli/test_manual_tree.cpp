#include <CLI/CLI.hpp>

#include "catch.hpp"
#include "cli/manual_tree.hpp"

using namespace postern;

namespace {

struct Sample {
    CLI::App application{"A program", "postern"};
    std::vector<std::string> targets;
    std::string text;
    bool flag = false;

    Sample() {
        application.add_option("--config", text, "Options from a file")->type_name("FILE");
        CLI::App* scan = application.add_subcommand("scan", "Find");
        scan->footer(cli::help_footer("  postern scan", {{ExitCode::clean, "clean"}}));
        scan->add_flag("-q,--quiet", flag, "Print nothing");
        scan->add_option("TARGET", targets, "Where")->type_name("");
        scan->add_option("--format", text, "Form")->type_name("text|json|FORM=FILE,...");
        scan->add_option("-o,--output", text, "Place")->type_name("FILE");
        scan->add_option("--rules", text, "Rules")->type_name("DIR");
        scan->add_option("--relay", targets, "Relay")->type_name("HOST:PORT")->allow_extra_args(false);
        application.add_subcommand("rules", "Rules")->add_subcommand("list", "Name them");
    }
};

}  // namespace

TEST_CASE("Options are read with their names, values and kinds, arguments first") {
    Sample sample;
    const cli::ManualCommand tree = cli::read_manual_tree(sample.application);
    REQUIRE(tree.commands.size() == 2);
    const cli::ManualCommand& scan = tree.commands[0];
    CHECK(scan.name == "scan");
    CHECK(scan.summary == "Find");
    REQUIRE(scan.options.size() == 8);
    CHECK(scan.options[0].term() == "TARGET");
    CHECK(scan.options[0].is_argument());
    CHECK(scan.options[0].repeats);
    CHECK(scan.options[0].kind == cli::ValueKind::file);
    CHECK(scan.options[1].term() == "-h, --help");
    CHECK(scan.options[2].term() == "-q, --quiet");
    CHECK(scan.options[2].kind == cli::ValueKind::none);
    CHECK(scan.options[3].term() == "--format text|json|FORM=FILE,...");
    CHECK(scan.options[3].words == std::vector<std::string>{"text", "json"});
    CHECK(scan.options[4].term() == "-o, --output FILE");
    CHECK(scan.options[4].kind == cli::ValueKind::file);
    CHECK_FALSE(scan.options[4].repeats);
    CHECK(scan.options[5].kind == cli::ValueKind::folder);
    CHECK(scan.options[6].kind == cli::ValueKind::other);
    CHECK(scan.options[6].repeats);
}

TEST_CASE("An option of the program with a value is one of each command") {
    Sample sample;
    const cli::ManualCommand tree = cli::read_manual_tree(sample.application);
    CHECK(tree.commands[0].options.back().term() == "--config FILE");
    CHECK(tree.commands[1].options.back().term() == "-h, --help");
    REQUIRE(tree.commands[1].commands.size() == 1);
    CHECK(tree.commands[1].commands[0].options.back().term() == "--config FILE");
}

TEST_CASE("Exit codes come from the help") {
    Sample sample;
    const cli::ManualCommand tree = cli::read_manual_tree(sample.application);
    REQUIRE(tree.commands[0].exit_lines.size() == 1);
    CHECK(tree.commands[0].exit_lines[0].meaning == "clean");
    CHECK(tree.commands[1].exit_lines.empty());
}
