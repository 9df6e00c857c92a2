#include "cli/running_postfix.hpp"

#include "cli/rule_selection.hpp"
#include "support/postfix_folder.hpp"

using namespace postern;

namespace {

// A postconf that knows one folder, in PATH while this lives.
class FakePostconf {
public:
    FakePostconf(const test::PostfixFolder& folder, const std::string& script)
        : before_(std::getenv("PATH")) {
        std::filesystem::create_directory(folder.path + "/bin");
        folder.add("bin/postconf", "#!/bin/sh\n" + script, 0755);
        ::setenv("PATH", (folder.path + "/bin:/usr/bin:/bin").c_str(), 1);
    }
    ~FakePostconf() { ::setenv("PATH", before_.c_str(), 1); }

private:
    std::string before_;
};

cli::RunningPostfix look(std::optional<HostRole> role, std::vector<target::FoundFile>& files) {
    static const RuleSet rules = cli::select_rules("");
    static const audit::RuleIndex index(rules);
    static const audit::Relay relay;
    static const base::KeyedDigest digest;
    base::Progress progress(false, 0);
    return cli::scan_running_postfix({rules, index, relay, digest, progress, false, role}, files);
}

std::optional<cli::FileResult> scan(std::optional<HostRole> role, std::vector<target::FoundFile>& files) {
    return look(role, files).result;
}

using Folders = std::vector<std::string>;

std::string answers(const test::PostfixFolder& folder) {
    return "case $1 in\n-dh) echo " + folder.path + " ;;\n-n) cat " + folder.path + "/main.cf ;;\nesac\n";
}

const std::string kMain =
    "default_transport = virtual:\ninet_interfaces = loopback-only\nmynetworks = 127.0.0.0/8\n"
    "smtp_sasl_password_maps = texthash:$config_directory/sasl_passwd\n";

}  // namespace

TEST_CASE("the running configuration is a source with its files") {
    const test::PostfixFolder folder("");
    folder.add("main.cf", kMain);
    folder.add("sasl_passwd", "x", 0644);
    REQUIRE(::chmod(folder.path.c_str(), 0755) == 0);
    const FakePostconf postconf(folder, answers(folder));
    const std::string other = folder.add("other", "x");
    std::vector<target::FoundFile> files{
        {folder.path + "/main.cf", 1, true}, {other, 1, true}, {"-", 0, true}};
    const auto result = scan(HostRole::production, files);
    REQUIRE(result.has_value());
    REQUIRE(result->sources.size() == 1);
    CHECK(result->sources[0].path == "postconf -n");
    CHECK(result->sources[0].kind == "postfix-main-cf");
    CHECK(result->sources[0].bytes == kMain.size());
    CHECK(result->sources[0].skips.empty());
    REQUIRE(result->detections.size() == 2);
    CHECK(result->detections[0].finding.rule == "postfix-blackhole-in-production");
    CHECK_FALSE(result->detections[0].finding.exposure.file.has_value());
    CHECK(result->detections[1].finding.location.key == folder.path + "/sasl_passwd, readable by everybody");
    REQUIRE(files.size() == 2);
    CHECK(files[0].path == other);
    CHECK(scan(HostRole::sandbox, files)->detections.size() == 1);
    CHECK(look(HostRole::sandbox, files).folders == Folders{folder.path});
}

TEST_CASE("a host without a Postfix has none") {
    const test::PostfixFolder folder("");
    const FakePostconf postconf(folder, answers(folder));
    std::vector<target::FoundFile> files;
    CHECK_FALSE(scan(HostRole::sandbox, files));
    const auto none = cli::no_postfix();
    REQUIRE(none.sources.size() == 1);
    REQUIRE(none.sources[0].skips.size() == 1);
    CHECK(none.sources[0].skips[0].reason.starts_with("Postfix is installed, but has no main.cf"));
}

TEST_CASE("every instance is a source of its own") {
    const test::PostfixFolder folder("");
    const std::string good = folder.path + "/postfix-a";
    std::filesystem::create_directory(good);
    folder.add("postfix-a/main.cf", "relayhost = [h]:587\nmynetworks = 127.0.0.0/8\n");
    folder.add("postfix-a/master.cf", test::kMasterCf);
    const std::string bad = folder.path + "/postfix-b";
    folder.add("main.cf", kMain + "multi_instance_directories = " + good + ", " + bad + "\n");
    const FakePostconf postconf(folder, "case $1 in\n-c) cat $2/main.cf ;;\n-dh) echo " + folder.path +
                                            " ;;\n-n) cat " + folder.path + "/main.cf ;;\nesac\n");
    std::vector<target::FoundFile> files{{folder.path + "/main.cf", 1, true}, {good + "/main.cf", 1, true}};
    const auto [result, folders] = look(HostRole::sandbox, files);
    CHECK(folders == Folders{folder.path, good, bad});
    REQUIRE(result.has_value());
    REQUIRE(result->sources.size() == 3);
    CHECK(result->sources[0].path == "postconf -n");
    CHECK(result->sources[1].path == "postconf -c " + good + " -n");
    CHECK(result->sources[1].skips.empty());
    CHECK(result->sources[2].path == "postconf -c " + bad + " -n");
    REQUIRE(result->sources[2].skips.size() == 1);
    CHECK(files.empty());
    const auto world =
        std::find_if(result->detections.begin(), result->detections.end(),
                     [](const auto& one) { return one.finding.rule == "postfix-sandbox-reaches-world"; });
    REQUIRE(world != result->detections.end());
    CHECK(world->finding.source == 1);
}

TEST_CASE("instances of a target become targets, or skips") {
    const test::PostfixFolder folder("");
    const FakePostconf postconf(folder, "exit 1\n");
    for (const char* name : {"/postfix", "/postfix-a"}) {
        std::filesystem::create_directory(folder.path + name);
    }
    const std::string main = folder.add(
        "postfix/main.cf", "multi_instance_directories = /etc/postfix-a /etc/postfix-b\nmyhostname = x.y\n");
    const std::string instance = folder.add("postfix-a/main.cf", "relayhost = x\nmyhostname = x.y\n");
    std::vector<target::FoundFile> files{{main, 1, false}};
    const auto [result, folders] = look(HostRole::sandbox, files);
    CHECK(folders == Folders{folder.path + "/postfix-a"});
    REQUIRE(files.size() == 2);
    CHECK(files[1].path == instance);
    CHECK(files[1].named);
    REQUIRE(result->sources.size() == 2);
    CHECK(result->sources[1].path == folder.path + "/postfix-b/main.cf");
}

TEST_CASE("a configuration that postconf cannot read is a skip, which repeats nothing of it") {
    const test::PostfixFolder folder("");
    folder.add("main.cf", kMain);
    const std::string half = "[ $1 = -dh ] && echo " + folder.path + " || { echo CANARY; exit 1; }\n";
    for (const std::string& script : {std::string("echo CANARY >&2; exit 1\n"), half}) {
        const FakePostconf postconf(folder, script);
        std::vector<target::FoundFile> files;
        const auto result = scan(HostRole::sandbox, files);
        REQUIRE(result.has_value());
        REQUIRE(result->sources.at(0).skips.size() == 1);
        CHECK(result->sources[0].skips[0].reason ==
              "postconf cannot read the configuration: run postconf -n by hand to see why");
        CHECK(result->detections.empty());
    }
}
