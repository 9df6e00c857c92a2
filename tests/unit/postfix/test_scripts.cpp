#include "postfix/scripts.hpp"

#include "support/sample_plan.hpp"

using namespace postern;
using namespace postern::postfix;
using test::holds;

TEST_CASE("every script is part of the program, whole") {
    std::vector<std::string> names;
    for (const ScriptText& script : script_texts()) {
        names.emplace_back(script.name);
        CHECK_FALSE(script.text.empty());
        CHECK(script.text.back() == '\n');
    }
    CHECK(names == std::vector<std::string>{"install.sh", "tree.sh", "uninstall.sh"});
}

TEST_CASE("a configuration comes with its scripts") {
    const auto files = make_scripts(test::sample_plan());
    CHECK(test::names_of(files) == std::vector<std::string>{"install.sh", "uninstall.sh"});
    for (const ConfigFile& file : files) {
        const std::string text(file.text.reveal());
        CHECK(file.mode == kScriptMode);
        CHECK(text.starts_with("#!/bin/sh\n# "));
        CHECK(holds(text, "set -eu\n"));
        CHECK(holds(text, "# usage: " + file.name));
    }
}

TEST_CASE("install.sh and uninstall.sh are the same for every plan") {
    const auto relay = make_scripts(test::sample_plan());
    Plan plan = test::sample_plan({});
    plan.route = Route::blackhole;
    plan.host.instance = "postfix-jira";
    plan.host.platform = Platform::alpine;
    const auto blackhole = make_scripts(plan);
    for (std::size_t i = 0; i < relay.size(); ++i) {
        CHECK(relay[i].text == blackhole[i].text);
    }
}

TEST_CASE("a blackhole is pruned") {
    Plan plan = test::sample_plan({});
    plan.route = Route::blackhole;
    plan.mailbox.keep_days = 30;
    const std::string text = test::text_in(make_scripts(plan), "prune.sh");
    CHECK(text.starts_with("#!/bin/sh\n"));
    CHECK(holds(text, "-mtime +30 "));
    CHECK(holds(text, "find /var/spool/postern-blackhole/Maildir -type f "));
    CHECK(test::file_of(make_scripts(plan), "prune.sh").mode == kScriptMode);
}
