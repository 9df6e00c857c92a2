#include "rules/builtin_rules.hpp"

#include <unistd.h>

#include <fstream>
#include <iterator>

#include "base/text.hpp"
#include "rule_text.hpp"
#include "support/project_root.hpp"

using namespace postern;
using namespace postern::rules;
using postern::test::small_provider;
using postern::test::small_rule;

namespace {

// The built-in rules with a file of this text added.
RuleSet with_added(const std::string& text) {
    std::string name = (std::filesystem::temp_directory_path() / "postern-added-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    std::ofstream(name + "/a.toml") << text;
    RuleSet set = with_added_rules(load_builtin_rules(), name);
    std::filesystem::remove_all(name);
    return set;
}

// The id of the first provider with a glob that fits the host.
std::string provider_of(const RuleSet& set, const std::string& host) {
    for (const Provider& provider : set.providers) {
        for (const std::string& glob : provider.hosts) {
            if (base::glob_fits(glob, host)) {
                return provider.id;
            }
        }
    }
    return "none";
}

std::string file_text(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace

TEST_CASE("the program holds the rule files byte for byte") {
    REQUIRE_FALSE(builtin_rule_files().empty());
    for (const BuiltinRuleFile& file : builtin_rule_files()) {
        INFO(file.name);
        CHECK(file.text == file_text(std::filesystem::path(test::project_root()) / "rules" / file.name));
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
    const RuleSet base = load_builtin_rules();
    const RuleSet set =
        with_added(small_rule("app-mail", "new-one") + small_rule("app-mail", "jira-mailserver"));

    REQUIRE(set.rules.size() == base.rules.size() + 1);
    CHECK(set.rules.back().id == "new-one");
    for (std::size_t i = 0; i < base.rules.size(); ++i) {
        CHECK(set.rules[i].id == base.rules[i].id);
        CHECK((set.rules[i].title == "A mail account") == (set.rules[i].id == "jira-mailserver"));
    }
}

TEST_CASE("an added provider takes the place of one with its id, others come first") {
    const RuleSet base = load_builtin_rules();
    REQUIRE(base.providers.size() >= 20);
    const std::string known = base.providers[1].id;
    const RuleSet set = with_added(small_provider() + small_provider("mail-house", "second") +
                                   small_provider("mail-house", known));

    REQUIRE(set.providers.size() == base.providers.size() + 2);
    CHECK(set.providers[0].id == "mail-house");
    CHECK(set.providers[1].id == "second");
    CHECK(set.providers[2].id == base.providers[0].id);
    CHECK(set.providers[3].id == known);
    CHECK(set.providers[3].title == "Mail House");
    CHECK(set.rules.size() == base.rules.size());
}

TEST_CASE("the built-in providers are found by their hosts, none hides another") {
    const RuleSet set = load_builtin_rules();
    for (const Provider& provider : set.providers) {
        CHECK(provider.origin.file == "builtin:providers.toml");
        for (const std::string& host : provider.hosts) {
            CAPTURE(host);
            CHECK(provider_of(set, host) == provider.id);
        }
    }
    CHECK(provider_of(set, "SMTP.Office365.com") == "microsoft-365");
    CHECK(provider_of(set, "email-smtp.eu-west-1.amazonaws.com") == "amazon-ses");
    CHECK(provider_of(set, "smtppro.zoho.eu") == "zoho");
    CHECK(provider_of(set, "smtp.example.com") == "none");
}

TEST_CASE("whoever has no passwords any more says since when and how to get tokens") {
    const RuleSet set = load_builtin_rules();
    for (const Provider& provider : set.providers) {
        CAPTURE(provider.id);
        if (provider.login == ProviderLogin::oauth) {
            CHECK(provider.password_end < provider.checked);
        }
        if (provider.login == ProviderLogin::oauth_soon) {
            CHECK_FALSE(provider.login_note.empty());
        }
        CHECK(provider.ports.front().tls != Tls::none);
    }
}
