#include "postfix/platform.hpp"

#include "catch.hpp"

using namespace postern::postfix;

TEST_CASE("every platform is complete and found by its name") {
    for (const Platform platform : {Platform::debian, Platform::rhel, Platform::alpine, Platform::suse}) {
        const PlatformFacts& facts = facts_of(platform);
        CHECK(facts.platform == platform);
        CHECK(platform_named(facts.name) == platform);
        CHECK(facts.ca_file.starts_with("/etc/"));
        CHECK(facts.daily_folder.starts_with("/etc/"));
        CHECK(facts.packages.find("postfix") != std::string_view::npos);
        CHECK(facts.basic_packages.find("postfix") != std::string_view::npos);
        CHECK(facts.basic_packages.find("sasl") == std::string_view::npos);
        CHECK(facts.log.find("/var/log/") != std::string_view::npos);
        CHECK(facts.xoauth2.ends_with("."));
    }
    CHECK_FALSE(platform_named("Debian").has_value());
    CHECK_FALSE(platform_named("").has_value());
    CHECK(platform_names() == "debian, rhel, alpine or suse");
}

TEST_CASE("os-release names the platform") {
    CHECK(platform_of_release("PRETTY_NAME=\"Debian GNU/Linux 12\"\nID=debian\n") == Platform::debian);
    CHECK(platform_of_release("ID=ubuntu\nID_LIKE=debian\n") == Platform::debian);
    CHECK(platform_of_release("ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\n") == Platform::rhel);
    CHECK(platform_of_release("ID='alpine'") == Platform::alpine);
    CHECK(platform_of_release("ID=\"opensuse-leap\"\r\nID_LIKE=\"suse opensuse\"\r\n") == Platform::suse);
    CHECK(platform_of_release("ID_LIKE=\"unknown suse\"\nID=\"sle-micro\"\n") == Platform::suse);
}

TEST_CASE("os-release may name none") {
    for (const char* text : {"", "\n", "ID=", "ID=\"\"", "ID=arch\n", "VERSION_ID=debian\n", "# ID=debian\n",
                             "ID=debianish\n", "NAME=debian\n", " ID=debian\n"}) {
        CAPTURE(text);
        CHECK_FALSE(platform_of_release(text).has_value());
    }
}

TEST_CASE("the ID counts more than its likes") {
    CHECK(platform_of_release("ID_LIKE=debian\nID=fedora\n") == Platform::rhel);
    CHECK(platform_of_release("ID=other\nID_LIKE=\"suse debian\"\n") == Platform::suse);
}
