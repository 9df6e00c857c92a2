#include "report/report_shards.hpp"

#include "catch.hpp"

using namespace postern;

namespace {

Report shard(std::uint32_t number, std::uint32_t of, const std::string& work = "w") {
    Report report;
    report.shard = Shard{number, of, work};
    return report;
}

}  // namespace

TEST_CASE("A shard's report says which one it is") {
    CHECK(report::shard_note({2, 3, "w"}).starts_with("This is shard 2 of 3:"));
}

TEST_CASE("Shards are missed, each among those of its own targets") {
    CHECK(report::shard_gaps(std::vector<Report>{shard(1, 2), shard(2, 2), Report()}).empty());
    const auto missing = report::shard_gaps(
        std::vector<Report>{shard(1, 2), shard(2, 3), shard(2, 2, "other"), shard(1, 1), shard(2, 3)});
    REQUIRE(missing.size() == 4);
    CHECK(missing[0].shard.work == "other");
    CHECK(missing[0].shard.number == 1);
    CHECK(missing[1].shard.of == 2);
    CHECK(missing[1].shard.number == 2);
    CHECK(missing[2].shard.number == 1);
    CHECK(missing[3].shard.number == 3);
}

TEST_CASE("Of shards beyond all number only some are told, one at least") {
    const auto missing = report::shard_gaps(std::vector<Report>{shard(1, UINT32_MAX)});
    CHECK(missing.size() > 1);
    CHECK(missing.size() < 2000);
}

TEST_CASE("Shards that did not meet the same files are told of") {
    std::vector<Report> shards = {shard(1, 2), shard(2, 2), shard(1, 1, "other")};
    shards[0].shard->files = 1200;
    shards[1].shard->files = 1200;
    CHECK(report::shard_differences(shards).empty());
    shards[1].shard->files = 3;
    const auto told = report::shard_differences(shards);
    REQUIRE(told.size() == 1);
    CHECK(told[0].starts_with("The shards of one run did not meet the same files, but 3 to 1,200 of them:"));
}

TEST_CASE("A shard of a day before the others is of another run, unless there is a newer one of it") {
    std::vector<Report> shards = {shard(1, 2), shard(2, 2)};
    shards[0].started = "2026-11-28T01:00:00Z";
    shards[1].started = "2026-11-29T01:00:00Z";
    CHECK(report::shard_gaps(shards).empty());
    shards[1].started = "2026-11-29T01:00:01Z";
    const auto gaps = report::shard_gaps(shards);
    REQUIRE(gaps.size() == 1);
    CHECK(gaps[0].shard.number == 1);
    CHECK(gaps[0].reason == "its report is of another run: started 2026-11-28T01:00:00Z");
    shards.push_back(shard(1, 2));
    shards[2].started = "2026-11-29T03:00:00Z";
    CHECK(report::shard_gaps(shards).empty());
}
