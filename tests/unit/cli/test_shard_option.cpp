#include "cli/shard_option.hpp"

#include <map>

#include "catch.hpp"
#include "postern/error.hpp"

using namespace postern;

namespace {

target::FileWalk walk_of(const std::vector<std::string>& paths) {
    target::FileWalk walk;
    for (const std::string& path : paths) {
        walk.files.push_back({path, 0, false});
    }
    walk.unreadable = {{"/srv/closed", Skip{0, "cannot be opened"}}};
    walk.links = 3;
    return walk;
}

std::vector<std::string> many_paths() {
    std::vector<std::string> paths;
    for (int i = 0; i < 400; ++i) {
        paths.push_back("/srv/backup-" + std::to_string(i) + ".sql.gz");
    }
    return paths;
}

}  // namespace

TEST_CASE("A shard is a part of a number of them") {
    const Shard shard = cli::parse_shard("2/8", "db1", {"/srv"});
    CHECK(shard.number == 2);
    CHECK(shard.of == 8);
    CHECK(shard.work.size() == 16);
    CHECK(cli::parse_shard("1/8", "db1", {"/srv/."}).work != cli::parse_shard("1/8", "db1", {"/var"}).work);
    CHECK(cli::parse_shard("1/8", "db1", {"/srv//x"}).work ==
          cli::parse_shard("2/8", "db1", {"/srv/x"}).work);
    CHECK(cli::parse_shard("1/8", "db1", {"/srv"}).work != cli::parse_shard("1/8", "db2", {"/srv"}).work);
    for (const char* text : {"", "1", "/", "1/", "/2", "0/2", "3/2", "1/2/3", "a/b", "-1/2", "1/ 2", "+1/2",
                             "1/10001", "1/99999999999", "1.0/2"}) {
        CAPTURE(text);
        CHECK_THROWS_AS(cli::parse_shard(text, "db1", {}), Error);
    }
}

TEST_CASE("Every file belongs to one shard, and each gets its share") {
    std::map<std::string, int> seen;
    for (std::uint32_t number = 1; number <= 4; ++number) {
        target::FileWalk walk = walk_of(many_paths());
        cli::keep_shard(Shard{number, 4, ""}, walk);
        CHECK(walk.files.size() > 60);
        for (const auto& file : walk.files) {
            ++seen[file.path];
        }
        CHECK(walk.unreadable.size() == 1);
        CHECK(walk.links == (number == 1 ? 3 : 0));
    }
    CHECK(seen.size() == 400);
    for (const auto& [path, times] : seen) {
        CHECK(times == 1);
    }
}

TEST_CASE("What belongs to a shard does not depend on the other files, nor on how the path is spelled") {
    for (const char* path : {"/srv/a.sql", "/srv//a.sql", "/srv/./a.sql", "/srv/x/../a.sql"}) {
        target::FileWalk alone = walk_of({path});
        cli::keep_shard(Shard{2, 3, ""}, alone);
        target::FileWalk among = walk_of({"/srv/a.sql"});
        cli::keep_shard(Shard{2, 3, ""}, among);
        CHECK(alone.files.size() == among.files.size());
    }
}

TEST_CASE("Standard input is for the first, and without shards everything stays") {
    CHECK(cli::is_first(std::nullopt));
    CHECK(cli::is_first(Shard{1, 3, ""}));
    CHECK_FALSE(cli::is_first(Shard{2, 3, ""}));
    for (std::uint32_t number = 1; number <= 3; ++number) {
        target::FileWalk walk = walk_of({"-"});
        cli::keep_shard(Shard{number, 3, ""}, walk);
        CHECK(walk.files.size() == (number == 1 ? 1 : 0));
    }
    target::FileWalk walk = walk_of(many_paths());
    cli::keep_shard(std::nullopt, walk);
    CHECK(walk.files.size() == 400);
    CHECK(walk.links == 3);
}
