#include "compression/exact_inflater.hpp"

#include "catch.hpp"
#include "support/archive_writing.hpp"
#include "support/deflate_text.hpp"

using namespace postern;
using compression::ExactInflater;
using Stop = ExactInflater::Stop;

TEST_CASE("the text is that of another decoder, in steps of any size") {
    const std::string rows = test::rows(600'000);
    for (const std::string& text : {std::string(), std::string("x"), rows, test::digits(300'000),
                                    std::string(400'000, 'a'), rows.substr(0, 70'000) + rows}) {
        for (const std::string& data :
             {test::deflated(text), test::deflated(text, "-1"), test::deflate_stored(text),
              test::encode(compression::Codec::deflate, text)}) {
            for (const std::uint64_t step : {1U, 1000U, 100'000U}) {
                CHECK(test::inflated_exactly(data, step) == text);
            }
        }
    }
    CHECK(test::inflated_exactly(test::deflate_run('a', 100'000), 5000) == std::string(100'000, 'a'));
}

TEST_CASE("a symbol begins where it says so") {
    const std::string text = test::rows(300'000);
    const std::string data = test::deflated(text);
    ExactInflater exact(0, 0, {});
    while (exact.text() < text.size() / 2) {
        exact.run(text.size() / 2, {data, 0});
    }
    REQUIRE(exact.is_in_block());
    CHECK(exact.text() - text.size() / 2 < 258);
    CHECK(exact.last_symbol_text() < text.size() / 2);
    CHECK(exact.view(exact.text() - 1000, exact.text()) == text.substr(exact.text() - 1000, 1000));
    ExactInflater other = exact;
    other.go_to(exact.last_symbol_bit(), exact.last_symbol_text(), text.substr(0, exact.last_symbol_text()));
    CHECK(other.run(exact.text(), {data, 0}) == Stop::reached);
    CHECK(other.bit() == exact.bit());
    CHECK(other.text() == exact.text());
}

TEST_CASE("with more input it goes on as if it had all") {
    const std::string text = test::rows(20'000) + test::digits(5000);
    for (const std::string& data : {test::deflated(text), test::deflate_stored(text), test::deflated("")}) {
        ExactInflater exact(0, 0, {});
        std::string found;
        for (std::size_t seen = 0; !exact.has_ended() && seen <= data.size(); ++seen) {
            Stop stop = Stop::reached;
            while (stop != Stop::input_end && !exact.has_ended()) {
                const std::uint64_t before = exact.text();
                stop = exact.run(before + 1000, {std::string_view(data).substr(0, seen), 0});
                found += exact.view(before, exact.text());
            }
        }
        CHECK(exact.has_ended());
        CHECK(found == test::inflated(data));
    }
}

TEST_CASE("what is no deflate data is damage") {
    const auto read = [](const std::string& data) {
        ExactInflater exact(0, 0, {});
        while (!exact.has_ended() && exact.run(exact.text() + 1000, {data, 0}) != Stop::input_end) {
        }
        return exact.has_ended();
    };
    CHECK_THROWS_AS(read("\x07 no such type of block"), base::DamagedInput);
    CHECK_THROWS_AS(read(std::string("\x01\x01\x00\x00\x00", 5)), base::DamagedInput);
    // A match before the text's start: length 3, distance 1, in the fixed codes.
    CHECK_THROWS_AS(read(std::string("\x03\x02\x00\x00\x00\x00", 6)), base::DamagedInput);
    CHECK_FALSE(read(test::deflated(test::rows(2000)).substr(0, 200)));
    const std::string whole = test::deflated(test::rows(2000));
    for (std::size_t at = 0; at < whole.size(); ++at) {
        std::string flipped = whole;
        flipped[at] = static_cast<char>(flipped[at] ^ 0x10);
        try {
            read(flipped);
        } catch (const base::DamagedInput&) {
        }
    }
}
