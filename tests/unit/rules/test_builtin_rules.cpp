#include "rules/builtin_rules.hpp"

#include <unistd.h>

#include <fstream>
#include <iterator>

#include "rule_text.hpp"

using namespace postern;
using namespace postern::rules;
using postern::test::small_rule;

namespace {

std::string file_text(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace

TEST_CASE("the program holds the rule files byte for byte") {
    REQUIRE_FALSE(builtin_rule_files().empty());
    for (const BuiltinRuleFile& file : builtin_rule_files()) {
        INFO(file.name);
        CHECK(file.text == file_text(std::filesystem::path(POSTERN_ROOT) / "rules" / file.name));
    }
}

TEST_CASE("the built-in rules load and say where they come from") {
    const RuleSet set = load_builtin_rules();
    CHECK(set.rules.size() >= 5);
    for (const Rule& rule : set.rules) {
        CHECK(rule.origin.file.starts_with("builtin:"));
        CHECK(rule.origin.line > 0);
    }
}

TEST_CASE("an added rule takes the place of one with its id, the others follow") {
    std::string name = (std::filesystem::temp_directory_path() / "postern-added-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    std::ofstream(name + "/a.toml") << small_rule("app-mail", "new-one")
                                    << small_rule("app-mail", "jira-mailserver");

    const RuleSet base = load_builtin_rules();
    const RuleSet set = with_added_rules(base, name);
    std::filesystem::remove_all(name);

    REQUIRE(set.rules.size() == base.rules.size() + 1);
    CHECK(set.rules.back().id == "new-one");
    for (std::size_t i = 0; i < base.rules.size(); ++i) {
        CHECK(set.rules[i].id == base.rules[i].id);
        CHECK((set.rules[i].title == "A mail account") == (set.rules[i].id == "jira-mailserver"));
    }
}
