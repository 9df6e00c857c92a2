#include "postfix/readme_text.hpp"

#include "support/sample_plan.hpp"

using namespace postern;
using postfix::ReadmeText;

TEST_CASE("a README has a title, paragraphs, lists and commands") {
    ReadmeText text;
    text.title("One");
    text.prose("A paragraph.");
    text.command("postfix reload");
    text.blank();
    text.item("main.cf", "settings");
    text.title("Two");
    text.point("a point");
    const std::vector<std::string> expected = {"One",      "===",
                                               "",         "A paragraph.",
                                               "",         "    postfix reload",
                                               "",         "    main.cf                    settings",
                                               "",         "Two",
                                               "---",      "",
                                               "- a point"};
    CHECK(test::lines_of(text.take()) == expected);
}

TEST_CASE("paragraphs and points are wrapped, commands are not") {
    std::string words;
    for (int i = 0; i < 40; ++i) {
        words += "word ";
    }
    ReadmeText text;
    text.prose(words);
    text.point(words);
    for (const std::string& line : test::lines_of(text.take())) {
        CHECK(line.size() <= 100);
        CHECK((line.empty() || line.starts_with("word") || line.starts_with("- ") ||
               line.starts_with("  word")));
    }
    ReadmeText command;
    command.command(words);
    CHECK(test::lines_of(command.take()).size() == 2);
}
