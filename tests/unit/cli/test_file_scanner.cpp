#include "cli/file_scanner.hpp"

#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "cli/rule_selection.hpp"
#include "support/archive_writing.hpp"
#include "support/project_root.hpp"
#include "support/read_outcome.hpp"

using namespace postern;
namespace fs = std::filesystem;

namespace {

const std::string kRow =
    "INSERT INTO `mailserver` (`ID`, `server_type`, `servername`, `mailusername`, `mailpassword`) VALUES "
    "(1,'smtp','mail.example.com','u','CANARY');\n";

cli::FileResult scan(const std::string& text, bool named = true, const std::string& name = "f",
                     bool keep_accounts = false) {
    std::string folder = (fs::temp_directory_path() / "postern-test-XXXXXX").string();
    ::mkdtemp(folder.data());
    const std::string path = folder + "/" + name;
    std::ofstream(path, std::ios::binary) << text;
    ::chmod(path.c_str(), 0644);
    static const RuleSet rules = cli::select_rules("");
    static const audit::RuleIndex index(rules);
    static const audit::Relay relay;
    static const base::KeyedDigest digest;
    base::Progress progress(false, 0);
    auto result = cli::FileScanner({rules, index, relay, digest, progress, keep_accounts, std::nullopt})
                      .scan({path, text.size(), named});
    for (SourceFacts& source : result.sources) {
        source.path = source.path.substr(std::min(source.path.size(), folder.size() + 1));
    }
    fs::remove_all(folder);
    return result;
}

}  // namespace

TEST_CASE("a file becomes a source with its findings") {
    const auto result = scan(kRow);
    REQUIRE(result.sources.size() == 1);
    CHECK(result.sources[0].path == "f");
    CHECK(result.sources[0].kind == "mysql-dump");
    CHECK(result.sources[0].bytes == kRow.size());
    CHECK(result.sources[0].skips.empty());
    REQUIRE(result.detections.size() == 1);
    const Finding& finding = result.detections[0].finding;
    REQUIRE(finding.exposure.file.has_value());
    CHECK(finding.exposure.file->mode == 0644);
    CHECK(finding.exposure.file->world_readable);
    CHECK(finding.location.byte == kRow.find("'CANARY'"));
}

TEST_CASE("members of an archive are sources of their own") {
    const auto result =
        scan(test::zip({{"a.sql", kRow}, {"b.txt", "hello"}, {"c.sql", kRow}, {"d.gz", test::gzip(kRow)}}));
    REQUIRE(result.sources.size() == 3);
    CHECK(result.sources[0].path == "f!a.sql");
    CHECK(result.sources[2].path == "f!d.gz");
    REQUIRE(result.detections.size() == 3);
    CHECK(result.detections[1].finding.source == 1);
    CHECK(result.other_files == 1);
}

TEST_CASE("accounts are kept, with their secrets, only for whoever asks") {
    const std::string archive = test::zip({{"a.sql", kRow}, {"b.txt", "hello"}, {"c.sql", kRow + kRow}});
    CHECK(scan(archive).accounts.empty());
    const auto result = scan(archive, true, "f", true);
    CHECK(result.detections.size() == 3);
    REQUIRE(result.accounts.size() == 3);
    CHECK(result.accounts[0].source == 0);
    CHECK(result.accounts[2].source == 1);
    for (const audit::FoundAccount& found : result.accounts) {
        CHECK(found.account.host == "mail.example.com");
        REQUIRE(found.account.secrets.size() == 1);
        CHECK(found.account.secrets[0].value.reveal() == "CANARY");
        CHECK(found.location.table == "mailserver");
        CHECK(found.location.key == "1");
    }
}

TEST_CASE("an unknown file is told when it was named, else counted") {
    const auto named = scan("hello\n");
    REQUIRE(named.sources.size() == 1);
    CHECK(named.sources[0].skips.size() == 1);
    const auto met = scan("hello\n", false);
    CHECK(met.sources.empty());
    CHECK(met.other_files == 1);
}

TEST_CASE("damage is a skip of the source, what stood before it is kept") {
    const auto result = scan(kRow + "INSERT INTO `mailserver` (`ID`) VALUES (2,'x");
    REQUIRE(result.sources.size() == 1);
    CHECK(result.detections.size() == 1);
    CHECK(result.sources[0].skips.size() == 1);
    const auto cut = scan(test::gzip(kRow + std::string(5000, '\n')).substr(0, 3000));
    REQUIRE(cut.sources.size() == 1);
    CHECK(cut.detections.size() == 1);
    CHECK_FALSE(cut.sources[0].skips.empty());
}

TEST_CASE("a wrong checksum behind an unknown start is no silence") {
    auto packed = test::gzip(kRow);
    packed.back() = static_cast<char>(packed.back() ^ 1);
    const auto result = scan(packed);
    REQUIRE(result.sources.size() == 1);
    CHECK_FALSE(result.sources[0].skips.empty());
    CHECK(result.detections.size() == 1);
}

TEST_CASE("names with bytes that are no text are shown escaped") {
    CHECK(scan(kRow, true, "a\x1B[31m\xFF").sources[0].path == "a\\x1b[31m\\xff");
}

TEST_CASE("a file that is not there is a skip") {
    static const RuleSet rules;
    const audit::RuleIndex index(rules);
    const audit::Relay relay;
    const base::KeyedDigest digest;
    base::Progress progress(false, 0);
    const auto result = cli::FileScanner({rules, index, relay, digest, progress, false, std::nullopt})
                            .scan({"/nonexistent", 0, true});
    REQUIRE(result.sources.size() == 1);
    CHECK(result.sources[0].skips[0].reason == "cannot be opened: No such file or directory");
}

TEST_CASE("no secret stands in the reason of a skip") {
    for (std::size_t cut = 1; cut < kRow.size(); ++cut) {
        for (const SourceFacts& source : scan(kRow.substr(0, cut)).sources) {
            for (const Skip& skip : source.skips) {
                CHECK(skip.reason.find("CANARY") == std::string::npos);
            }
        }
    }
}

TEST_CASE("a main.cf on disk is read with what lies beside it, one in an archive comes alone") {
    const std::string main =
        "compatibility_level = 3.6\ninet_interfaces = loopback-only\nrelayhost = "
        "[h]\nsmtp_tls_security_level = secure\n";
    const auto alone = scan(test::gzip(main));
    REQUIRE(alone.sources.size() == 1);
    CHECK(alone.sources[0].kind == "postfix-main-cf");
    REQUIRE(alone.sources[0].skips.size() == 1);
    CHECK(alone.sources[0].skips[0].reason.starts_with(
        "its master.cf is not at hand; so not decided: postfix-"));
    const std::string fixture = test::project_root() + "/fixtures/postfix/insecure/main.cf";
    static const RuleSet rules = cli::select_rules("");
    static const audit::RuleIndex index(rules);
    static const audit::Relay relay;
    static const base::KeyedDigest digest;
    base::Progress progress(false, 0);
    const auto found = cli::FileScanner({rules, index, relay, digest, progress, false, std::nullopt})
                           .scan({fixture, 0, true});
    CHECK(found.sources.at(0).skips.empty());
    CHECK(found.detections.size() == 4);
}
