#include "cli/running_postfix_instances.hpp"

#include "support/postfix_folder.hpp"

using namespace postern;

using Folders = std::vector<std::string>;

TEST_CASE("instances are the folders of one parameter") {
    CHECK(cli::instance_folders("", "/etc/postfix").empty());
    CHECK(cli::instance_folders("multi_instance_directories =\n", "/etc/postfix").empty());
    CHECK(cli::instance_folders("multi_instance_directories = /etc/a /etc/b,\n  /etc/c/ /etc/a\n",
                                "/etc/postfix") == Folders{"/etc/a", "/etc/b", "/etc/c"});
    CHECK(cli::instance_folders("multi_instance_directories = $config_directory-jira\n", "/etc/postfix") ==
          Folders{"/etc/postfix-jira"});
    CHECK(cli::instance_folders("multi_instance_directories = relative -n /etc/postfix\n", "/etc/postfix")
              .empty());
}

TEST_CASE("the instances of a copy lie beside it") {
    const test::PostfixFolder folder("");
    for (const char* name : {"/postfix", "/postfix-a"}) {
        std::filesystem::create_directory(folder.path + name);
    }
    const std::string main =
        folder.add("postfix/main.cf", "multi_instance_directories = /etc/postfix-a, /etc/postfix-b\n");
    const std::string instance = folder.add("postfix-a/main.cf", "relayhost = x\n");
    std::vector<target::FoundFile> files{{"-", 0, true}, {main, 1, false}};
    const auto missing = cli::add_named_instances(files);
    REQUIRE(files.size() == 3);
    CHECK(files[2].path == instance);
    REQUIRE(missing.has_value());
    REQUIRE(missing->sources.size() == 1);
    CHECK(missing->sources[0].path == folder.path + "/postfix-b/main.cf");
    CHECK(missing->sources[0].skips.at(0).reason.find(main) != std::string::npos);
    cli::add_named_instances(files);
    CHECK(files.size() == 3);
}

TEST_CASE("another file's word on instances does not count") {
    const test::PostfixFolder folder("");
    const std::string other = folder.add("main.cf.bak", "multi_instance_directories = /etc/postfix-a\n");
    std::vector<target::FoundFile> files{{other, 1, false}, {"/nonexistent/main.cf", 1, true}};
    CHECK_FALSE(cli::add_named_instances(files));
    CHECK(files.size() == 2);
}

TEST_CASE("a configuration that is not read is a source with a skip") {
    const auto result = cli::instance_not_read("postconf\n-n", "why");
    REQUIRE(result.sources.size() == 1);
    CHECK(result.sources[0].path == "postconf\\x0a-n");
    CHECK(result.sources[0].skips.at(0).reason == "why");
}
