#include "rules/rule_loader.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "rule_text.hpp"
#include "support/project_root.hpp"

using namespace postern;
using namespace postern::rules;
using postern::test::kSmallProvider;
using postern::test::refusal;
using postern::test::small_provider;
using postern::test::small_rule;

namespace {

class Folder {
public:
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "postern-rules-XXXXXX").string();
        REQUIRE(mkdtemp(name.data()) != nullptr);
        path_ = name;
    }
    ~Folder() { std::filesystem::remove_all(path_); }

    void write(const std::string& name, const std::string& text) const {
        std::ofstream(path_ / name) << text;
    }
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

std::string folder_refusal(const std::filesystem::path& folder) {
    try {
        load_rule_folder(folder);
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::rule);
        CHECK_FALSE(error.hint().empty());
        return error.what();
    }
    return {};
}

}  // namespace

TEST_CASE("a rule is loaded with all it says") {
    const RuleSet set = load_rules(small_rule(), "f.toml");
    REQUIRE(set.rules.size() == 1);
    const Rule& rule = set.rules[0];
    CHECK(rule.id == "app-mail");
    CHECK(rule.product == "app");
    CHECK(rule.title == "A mail account");
    CHECK(rule.risk == "Anybody can read it.");
    CHECK(rule.references == std::vector<std::string>{"https://example.org/mail"});
    CHECK(rule.tables == std::vector<std::string>{"mail"});
    CHECK(rule.elements.empty());
    CHECK(rule.requires_all == std::vector<std::string>{"host", "secret"});
    CHECK(rule.fields.size() == 2);
    CHECK(rule.secrets.size() == 1);
    CHECK(rule.examples.size() == 1);
    CHECK(rule.counter_examples.size() == 1);
    CHECK(rule.origin.file == "f.toml");
    CHECK(rule.origin.line == 1);
}

TEST_CASE("the shipped rules load") {
    const RuleSet set = load_rule_folder(std::filesystem::path(test::project_root()) / "rules");
    CHECK(set.rules.size() >= 5);
    for (const Rule& rule : set.rules) {
        INFO(rule.id);
        CHECK((rule.fields.count("direction") == 1 || rule.fields.count("host") == 0));
        CHECK((rule.fields.count("host") == 0 || !rule.finding));
        CHECK(rule.scrub.has_value() == rule.no_scrub.empty());
        CHECK((rule.relay.has_value() == rule.no_relay.empty() || rule.finding));
        CHECK(
            (rule.finding ? rule.secrets.empty() : !rule.secrets.empty() || rule.fields.count("host") == 1));
    }
}

TEST_CASE("a file without a rule is refused") {
    CHECK(refusal("") == "f.toml:1:1: no rule in the file | expected at least one [[rule]] or [[provider]]");
    CHECK(refusal("rule = 7") == "f.toml:1:8: rule is an integer | expected a table or an array of tables");
    CHECK(refusal("[[rules]]\n") ==
          "f.toml:1:3: unknown key 'rules' in the file | expected one of its keys; the nearest is 'rule'");
    CHECK(refusal("a = = 1").starts_with("f.toml:1:5: "));
}

TEST_CASE("a file may hold rules, providers or both") {
    const RuleSet providers = load_rules(kSmallProvider, "f.toml");
    CHECK(providers.rules.empty());
    REQUIRE(providers.providers.size() == 1);
    CHECK(providers.providers[0].id == "mail-house");
    const RuleSet both = load_rules(small_provider() + "\n" + small_rule(), "f.toml");
    CHECK(both.rules.size() == 1);
    CHECK(both.providers.size() == 1);
}

TEST_CASE("each required key is missed") {
    for (const std::string line : {"id = \"app-mail\"\n", "product = \"app\"\n",
                                   "title = \"A mail account\"\n", "risk = \"Anybody can read it.\"\n",
                                   "references = [\"https://example.org/mail\"]\n", "table = \"mail\"\n"}) {
        const std::string key = line.substr(0, line.find(' '));
        CHECK_THAT(refusal(small_rule(line, "")),
                   Catch::Matchers::StartsWith("f.toml:1:1: rule has no '" + key + "' | expected "));
    }
    CHECK(refusal(small_rule("[\"https://example.org/mail\"]", "[]")) ==
          "f.toml:1:1: rule has no 'references' | expected references = [\"...\", ...]");
}

TEST_CASE("a rule without proof is refused") {
    const std::string text = small_rule();
    const std::size_t example = text.find("[[rule.example]]");
    const std::size_t counter = text.find("[[rule.counter_example]]");
    CHECK(refusal(text.substr(0, counter)) ==
          "f.toml:1:1: rule has no 'counter_example' | expected at least one [[rule.counter_example]] that "
          "must not match");
    CHECK(refusal(text.substr(0, example) + text.substr(counter)) ==
          "f.toml:1:1: rule has no 'example' | expected at least one [[rule.example]] that must match");
}

TEST_CASE("an unknown key of a rule is refused with the nearest") {
    CHECK(refusal(small_rule("title =", "titel =")) ==
          "f.toml:4:1: unknown key 'titel' in rule | expected one of its keys; the nearest is 'title'");
}

TEST_CASE("an id has lower-case letters, digits and dashes") {
    CHECK(refusal(small_rule("app-mail", "App_mail")) ==
          "f.toml:2:6: the id 'App_mail' | expected only the letters a to z, digits and '-'");
}

TEST_CASE("an id occurs once in a file") {
    CHECK(
        refusal(small_rule() + "\n" + small_rule()) ==
        "f.toml:26:6: the rule id 'app-mail' is taken by f.toml:1 | expected an id of its own for each rule");
}

TEST_CASE("a provider's id occurs once, whatever the rules are called") {
    CHECK(refusal(small_provider() + small_provider()) ==
          "f.toml:11:6: the provider id 'mail-house' is taken by f.toml:1 | expected an id of its own for "
          "each provider");
    CHECK(refusal(small_rule("app-mail", "mail-house") + small_provider()).empty());
}

TEST_CASE("a folder gives its rules by file name, of *.toml only") {
    const Folder folder;
    folder.write("b.toml", small_rule("app-mail", "second"));
    folder.write("a.toml", small_rule("app-mail", "first"));
    folder.write("notes.txt", "no rule");
    const RuleSet set = load_rule_folder(folder.path());
    REQUIRE(set.rules.size() == 2);
    CHECK(set.rules[0].id == "first");
    CHECK(set.rules[1].id == "second");
    CHECK(set.rules[1].origin.file == (folder.path() / "b.toml").string());
}

TEST_CASE("an id that occurs in two files is refused with both places") {
    const Folder folder;
    folder.write("a.toml", small_rule());
    folder.write("b.toml", "\n\n" + small_rule());
    const std::string a = (folder.path() / "a.toml").string();
    const std::string b = (folder.path() / "b.toml").string();
    CHECK(folder_refusal(folder.path()) == b + ":3: the rule id 'app-mail' is taken by " + a + ":1");
    folder.write("a.toml", small_provider());
    folder.write("b.toml", "\n\n" + small_provider());
    CHECK(folder_refusal(folder.path()) == b + ":3: the provider id 'mail-house' is taken by " + a + ":1");
}

TEST_CASE("a folder may hold providers alone") {
    const Folder folder;
    folder.write("a.toml", small_provider());
    CHECK(load_rule_folder(folder.path()).providers.size() == 1);
}

TEST_CASE("a folder that is empty, missing or unreadable is refused") {
    const Folder folder;
    CHECK_THAT(folder_refusal(folder.path()), Catch::Matchers::StartsWith("no rule file in "));
    CHECK_THAT(folder_refusal(folder.path() / "nowhere"),
               Catch::Matchers::StartsWith("cannot read the rule folder "));
    std::filesystem::create_directory(folder.path() / "x.toml");
    CHECK_THAT(folder_refusal(folder.path()), Catch::Matchers::StartsWith("cannot read the rule file "));
}

TEST_CASE("a rule is about accounts or about a setting") {
    CHECK(refusal(test::setting_rule("fields.key", "fields.host = { attribute = \"h\" }\nfields.key")) ==
          "f.toml:9:1: fields.host in a rule with a finding | expected no role but key");
    CHECK(
        refusal(test::setting_rule("[rule.finding]", "[[rule.secret]]\nattribute = \"p\"\n[rule.finding]")) ==
        "f.toml:10:8: 'secret' in a rule with a finding | expected an account's rule, or a finding's");
    CHECK(refusal(test::setting_rule("[rule.finding]", "relay.clear = [\"x\"]\n[rule.finding]"))
              .starts_with("f.toml:10:1: 'relay' in a rule with a finding | "));
    CHECK(refusal(test::setting_rule("[rule.finding]", "guess = true\n[rule.finding]"))
              .starts_with("f.toml:10:1: 'guess' in a rule with a finding | "));
    CHECK(refusal(test::setting_rule("[rule.finding]", "scrub.clear = [\"x\"]\n[rule.finding]")).empty());
}
