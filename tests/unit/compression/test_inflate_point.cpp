#include "compression/inflate_point.hpp"

#include "catch.hpp"
#include "support/archive_writing.hpp"
#include "support/deflate_text.hpp"

using namespace postern;
using compression::BlockSearch;
using compression::DeflateInput;
using compression::ExactInflater;
using compression::InflatePoint;

namespace {

std::string read(InflatePoint& point, const std::string& data, std::size_t most) {
    std::string text;
    std::string room(1000, '\0');
    while (text.size() < most && !point.has_ended()) {
        const std::size_t count =
            point.step({data, 0}, {room.data(), std::min(room.size(), most - text.size())});
        if (count == 0 && !point.has_ended()) {
            break;
        }
        text.append(room, 0, count);
    }
    return text;
}

}  // namespace

TEST_CASE("a copy goes on where it was made") {
    const std::string text = test::rows(500'000);
    const std::string data = test::deflated(text);
    InflatePoint point(0);
    CHECK(read(point, data, 200'000) == text.substr(0, 200'000));
    CHECK(point.text() == 200'000);
    CHECK(point.history() == text.substr(200'000 - ExactInflater::kHistory, ExactInflater::kHistory));
    InflatePoint copy = point;
    CHECK(read(point, data, 1'000'000) == text.substr(200'000));
    CHECK(point.end() == data.size());
    CHECK(read(copy, data, 1'000'000) == text.substr(200'000));
    CHECK(copy.has_ended());
}

TEST_CASE("a block that begins behind a copy is found, and read from there") {
    const std::string text = test::rows(1'000'000);
    for (const char* tool : {"-6", "-1", "-9"}) {
        const std::string data = test::deflated(text, tool);
        for (const std::size_t at : {0U, 50'000U, 300'000U}) {
            for (const BlockSearch search : {BlockSearch::quick, BlockSearch::thorough}) {
                InflatePoint point(0);
                read(point, data, at);
                auto found = compression::find_block(point, {data, 0}, text.size(), search);
                REQUIRE(found);
                CHECK(found->text() >= at);
                CHECK(found->text() < at + 500'000);
                const std::uint64_t from = found->text();
                const std::uint64_t until = std::min<std::uint64_t>(from + 50'000, text.size());
                while (found->text() < until) {
                    found->run(until, {data, 0});
                }
                CHECK(found->view(from, until) == text.substr(from, until - from));
            }
        }
    }
}

TEST_CASE("a block that begins too late is none") {
    const std::string text = test::rows(1'000'000);
    const std::string data = test::deflated(text);
    InflatePoint point(0);
    read(point, data, 1000);
    CHECK_FALSE(compression::find_block(point, {data, 0}, 1100, BlockSearch::thorough));
    const std::string run = test::deflate_run('a', 500'000);  // one block
    InflatePoint in_run(0);
    read(in_run, run, 1000);
    CHECK_FALSE(compression::find_block(in_run, {run, 0}, 500'000, BlockSearch::thorough));
    CHECK_FALSE(in_run.has_own_codes());
    CHECK(point.has_own_codes());
}

TEST_CASE("damage is told, and told again") {
    const std::string text = test::digits(100'000);
    std::string data = test::deflate_stored(text);
    data[65535 + 5 + 1] = '\x55';  // the second block's length
    InflatePoint point(0);
    CHECK_THROWS_AS(read(point, data, 1'000'000), base::DamagedInput);
    CHECK(point.text() <= 65535);
    CHECK_THROWS_AS(read(point, data, 1), base::DamagedInput);
}
