#include "cli/change_postfix.hpp"

#include <filesystem>
#include <fstream>

#include "catch.hpp"
#include "postern/error.hpp"
#include "support/candidates.hpp"
#include "support/temporary_folder.hpp"

using namespace postern;
using cli::ChangePostfix;
using postfix::FolderState;
namespace fs = std::filesystem;

namespace {

struct World {
    World() {
        options.folder = folder.path + "/relay";
        options.platform = "debian";
        options.version = "3.7";
    }

    ChangePostfix plan() { return cli::plan_postfix(options, {}, candidates, candidates.size()); }
    std::string refusal() {
        try {
            plan();
        } catch (const Error& error) {
            CHECK_FALSE(error.hint().empty());
            CHECK(std::string(error.what()).find("CANARY") == std::string::npos);
            return error.what();
        }
        return {};
    }

    test::TemporaryFolder folder;
    cli::PostfixOptions options;
    std::vector<postfix::Candidate> candidates = {test::candidate("jira@example.com", "CANARY")};
};

}  // namespace

TEST_CASE("a relay takes the accounts, and is not written by being planned") {
    World world;
    const ChangePostfix planned = world.plan();
    CHECK(planned.state == FolderState::made);
    REQUIRE(planned.plan.upstreams.size() == 1);
    CHECK(planned.plan.upstreams[0].password == Secret("CANARY"));
    CHECK_FALSE(planned.for_this_host);
    CHECK_FALSE(fs::exists(planned.folder));
}

TEST_CASE("mail that goes directly, or nowhere, takes no password along") {
    World direct;
    direct.options.direct = true;
    CHECK(direct.plan().plan.upstreams.empty());
    World blackhole;
    blackhole.options.blackhole = true;
    CHECK(blackhole.plan().plan.upstreams.empty());
    blackhole.options.testers = {"qa@example.com"};
    CHECK(blackhole.plan().plan.upstreams.size() == 1);
}

TEST_CASE("a relay without an account is refused, and so is one that Postfix cannot hold") {
    World none;
    none.candidates.clear();
    CHECK_FALSE(none.refusal().empty());
    World odd;
    odd.candidates = {test::candidate("jira@example.com", "CANARY\n")};
    CHECK(odd.refusal().find("line end") != std::string::npos);
}

TEST_CASE("what is written is there, and the same plan then finds nothing to do") {
    World world;
    const ChangePostfix planned = world.plan();
    CHECK(cli::write_postfix(planned) == "It is for another host; install.sh checks it there.");
    CHECK(fs::exists(planned.folder + "/main.cf"));
    CHECK(world.plan().state == FolderState::unchanged);
}

TEST_CASE("a fragment is not checked before it is merged") {
    World world;
    world.options.fragment = true;
    CHECK(cli::write_postfix(world.plan()) == "Postfix checks lines to merge once they are merged.");
}

TEST_CASE("another configuration in the folder is never replaced: it may hold the only passwords") {
    World world;
    cli::write_postfix(world.plan());
    world.candidates = {test::candidate("other@example.com", "CANARY2")};
    CHECK(world.refusal().find("holds another configuration") != std::string::npos);
}

TEST_CASE("a folder of somebody else is refused") {
    World world;
    fs::create_directory(world.options.folder);
    std::ofstream(world.options.folder + "/main.cf") << "mine";
    CHECK(world.refusal().find("was not written by postern") != std::string::npos);
}

TEST_CASE("a folder that cannot be made is an error, and nothing is left of it") {
    World world;
    ChangePostfix planned = world.plan();
    planned.folder = world.folder.path + "/missing/relay";
    CHECK_THROWS_AS(cli::write_postfix(planned), Error);
    CHECK(fs::is_empty(world.folder.path));
}
