#include "cli/change_options.hpp"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <fstream>
#include <functional>

#include "catch.hpp"
#include "postern/error.hpp"
#include "support/temporary_folder.hpp"

using namespace postern;
using cli::ChangeOptions;

namespace {

ChangeOptions parse(std::vector<std::string> words) {
    CLI::App application;
    ChangeOptions options;
    cli::add_change_arguments(application, options);
    std::reverse(words.begin(), words.end());  // as CLI11 takes them
    application.parse(words);
    return options;
}

std::string refusal(const std::function<void(ChangeOptions&)>& change, ErrorKind kind = ErrorKind::usage) {
    const test::TemporaryFolder folder;
    ChangeOptions options;
    options.postfix.folder = folder.path + "/relay";
    options.postfix.platform = "debian";
    options.postfix.version = "3.7";
    change(options);
    try {
        cli::check_change(options);
    } catch (const Error& error) {
        CHECK(error.kind() == kind);
        CHECK_FALSE(error.hint().empty());
        return error.what();
    }
    return {};
}

// Without a folder for Postfix.
std::string bare_refusal(const std::function<void(cli::PostfixOptions&)>& change) {
    return refusal([&](ChangeOptions& options) {
        options.postfix = {};
        change(options.postfix);
    });
}

}  // namespace

TEST_CASE("every word of the command line arrives") {
    const ChangeOptions options = parse({"--apply", "--purge", "-q", "--postfix-dir", "relay", "--journal",
                                         "j", "--rules", "r", "--follow", "--password-file", "p"});
    CHECK(options.apply);
    CHECK(options.purge);
    CHECK(options.quiet);
    CHECK(options.postfix.folder == "relay");
    CHECK(options.journal == "j");
    CHECK(options.rules_folder == "r");
    CHECK(options.database.follow);
    CHECK(options.database.password_file == "p");
}

TEST_CASE("nothing is changed unless it is said") {
    const ChangeOptions options = parse({});
    CHECK_FALSE(options.apply);
    CHECK_FALSE(options.purge);
    CHECK_FALSE(options.disable_mail);
}

TEST_CASE("an empty word chooses nothing in silence") {
    for (const char* option : {"--postfix-dir", "--journal", "--rules"}) {
        CHECK_THROWS_AS(parse({option, ""}), CLI::ParseError);
    }
}

TEST_CASE("usual ways of a change are fine") {
    CHECK(refusal([](ChangeOptions&) {}).empty());
    CHECK(refusal([](ChangeOptions& o) { o.apply = o.purge = true; }).empty());
    CHECK(refusal([](ChangeOptions& o) {
              o.apply = true;
              o.journal = "j";
          }).empty());
    CHECK(refusal([](ChangeOptions& o) { o.postfix.blackhole = true; }).empty());
    CHECK(bare_refusal([](cli::PostfixOptions&) {}).empty());
    CHECK(bare_refusal([](cli::PostfixOptions& o) { o.blackhole = true; }).empty());
    CHECK(bare_refusal([](cli::PostfixOptions& o) { o.relay = "mail:2525"; }).empty());
}

TEST_CASE("what only --apply does needs it") {
    CHECK(refusal([](ChangeOptions& o) { o.purge = true; }) == "--purge goes with --apply");
    CHECK(refusal([](ChangeOptions& o) { o.journal = "j"; }) == "--journal goes with --apply");
}

TEST_CASE("words about Postfix are looked at before a database is asked") {
    CHECK(refusal([](ChangeOptions& o) { o.postfix.platform = "windows"; }) ==
          "--platform does not know this word");
    CHECK(refusal([](ChangeOptions& o) { o.postfix.tls = {"x"}; }) == "--tls takes HOST=POLICY");
    CHECK(refusal([](ChangeOptions& o) { o.postfix.fragment = o.postfix.direct = true; }) ==
          "--fragment is for accounts only");
}

TEST_CASE("words about Postfix are of no use without its folder") {
    const std::string told = "options about Postfix go with --postfix-dir";
    using Options = cli::PostfixOptions;
    for (bool Options::*flag : {&Options::direct, &Options::fragment, &Options::keep_senders}) {
        CHECK(bare_refusal([&](Options& o) { o.*flag = true; }) == told);
    }
    for (std::string Options::*word :
         {&Options::instance, &Options::platform, &Options::version, &Options::hostname, &Options::ca_file,
          &Options::oauth_client_id, &Options::mailbox_owner}) {
        CHECK(bare_refusal([&](Options& o) { o.*word = "x"; }) == told);
    }
    for (std::vector<std::string> Options::*words :
         {&Options::tls, &Options::oauth, &Options::networks, &Options::testers}) {
        CHECK(bare_refusal([&](Options& o) { o.*words = {"x"}; }) == told);
    }
    CHECK(bare_refusal([](Options& o) { o.keep_days = 3; }) == told);
}

TEST_CASE("a folder that cannot be made is told before a database is asked") {
    const auto missing = [](ChangeOptions& o) { o.postfix.folder += "/below"; };
    CHECK(refusal(missing, ErrorKind::failed).find("cannot be created: No such file") != std::string::npos);
    const auto below_a_file = [](ChangeOptions& o) {
        std::ofstream(o.postfix.folder) << "x";
        o.postfix.folder += "/below";
    };
    CHECK(refusal(below_a_file, ErrorKind::failed).find("Not a directory") != std::string::npos);
}
