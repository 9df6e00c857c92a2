#include "base/byte_search.hpp"

#include <random>
#include <string>
#include <vector>

#include "base/byte_search_wide.hpp"
#include "catch.hpp"

using namespace postern::base;

namespace {

// What find_unquoted() promises, a byte at a time.
std::size_t slow_find(std::string_view bytes, const QuoteScan& scan, QuoteState& state) {
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const char c = bytes[i];
        const bool last = i + 1 == bytes.size() || i % 64 == 63;  // of the view, or of a block
        if (state.inside) {
            if (state.escaped) {
                state.escaped = false;
            } else if (c == '\\' && scan.backslash_escapes) {
                state.escaped = true;
            } else if (c == scan.quote) {
                state.inside = false;
            }
        } else {
            const bool stop = std::find(scan.stops.begin(), scan.stops.end(), c) != scan.stops.end();
            const bool comment = scan.stop_at_comments && ((c == '-' && (last || bytes[i + 1] == '-')) ||
                                                           (c == '/' && (last || bytes[i + 1] == '*')));
            const bool escape =
                scan.stop_at_escape_string && c == scan.quote && (state.previous | 0x20) == 'e';
            if (stop || comment || escape) {
                return i;
            }
            state.inside = c == scan.quote;
        }
        state.previous = c;
    }
    return bytes.size();
}

std::vector<const ByteSearchFunctions*> all_functions() {
    std::vector<const ByteSearchFunctions*> all{portable_byte_search()};
#if defined(__x86_64__)
    if (avx2_byte_search() != nullptr && __builtin_cpu_supports("avx2")) {
        all.push_back(avx2_byte_search());
    }
#endif
    return all;
}

std::string nasty_text(std::mt19937& random, std::size_t length, bool backslash_outside) {
    static const std::string alphabet = "''''\\\\\\\"Ee-/*;`#$abn \n\x27\x80\xFF";
    std::string text;
    while (text.size() < length) {
        const char c = alphabet[random() % alphabet.size()];
        if (c == '\\' && backslash_outside) {
            text.append(random() % 5 == 0 ? random() % 140 : 1 + random() % 4, c);
        } else if (c != '\\') {
            text.append(random() % 8 == 0 ? random() % 70 : 1, c);
        }
    }
    return text;
}

// All stops in `text`, found in random pieces; each stop is passed like a byte of no meaning.
std::vector<std::size_t> all_stops(decltype(&slow_find) find, std::string_view text, const QuoteScan& scan,
                                   std::vector<QuoteState>& states, const std::vector<std::size_t>& cuts) {
    std::vector<std::size_t> stops;
    QuoteState state;
    std::size_t from = 0;
    for (const std::size_t cut : cuts) {
        while (from < cut) {
            const std::size_t at = from + find(text.substr(from, cut - from), scan, state);
            from = at;
            states.push_back(state);
            if (at < cut) {
                stops.push_back(at);
                state = {};
                state.previous = text[at];
                from = at + 1;
            }
        }
    }
    return stops;
}

void compare(const QuoteScan& scan, unsigned seed, bool backslashes) {
    std::mt19937 random(seed);
    for (int round = 0; round < 1500; ++round) {
        const std::string text = nasty_text(random, 1 + random() % 300, backslashes);
        std::vector<std::size_t> cuts;
        for (std::size_t at = 0; at < text.size();) {
            at = std::min<std::size_t>(text.size(), at + 1 + random() % (round % 3 == 0 ? 4 : 150));
            cuts.push_back(at);
        }
        std::vector<QuoteState> expected_states;
        const auto expected = all_stops(slow_find, text, scan, expected_states, cuts);
        for (const ByteSearchFunctions* functions : all_functions()) {
            std::vector<QuoteState> states;
            CAPTURE(round, text, functions == portable_byte_search());
            REQUIRE(all_stops(functions->find_unquoted, text, scan, states, cuts) == expected);
            REQUIRE(states.size() == expected_states.size());
            for (std::size_t i = 0; i < states.size(); ++i) {
                REQUIRE(states[i].inside == expected_states[i].inside);
                REQUIRE(states[i].escaped == expected_states[i].escaped);
                REQUIRE(states[i].previous == expected_states[i].previous);
            }
        }
    }
}

}  // namespace

TEST_CASE("quotes without escapes: both instruction sets do what the slow search does") {
    QuoteScan scan;
    compare(scan, 1, true);
    scan.stops = {';', '"', '`', '#'};
    compare(scan, 2, true);
    scan.stop_at_comments = true;
    compare(scan, 3, true);
    scan.stop_at_escape_string = true;
    compare(scan, 4, true);
    scan.quote = '"';
    scan.stops = {'$', '$', '\'', '\''};
    compare(scan, 5, true);
}

TEST_CASE("a dash or a slash may be a stop of its own beside comments") {
    QuoteScan scan;
    scan.stop_at_comments = true;
    scan.stops = {'/', '"', '`', '#'};
    compare(scan, 11, true);
    scan.stops = {'-', '"', '$', '-'};
    compare(scan, 12, true);
}

TEST_CASE("quotes with escapes: both instruction sets do what the slow search does") {
    QuoteScan scan;
    scan.backslash_escapes = true;
    scan.stops = {'\\', '"', ';', ';'};  // a backslash outside quotes stops, so that none stands there
    compare(scan, 6, true);
    scan.stop_at_comments = true;
    compare(scan, 7, true);
}

TEST_CASE("a backslash outside quotes hides nothing") {
    QuoteScan scan;
    scan.backslash_escapes = true;
    compare(scan, 8, true);
}

TEST_CASE("runs of backslashes across the border of a block") {
    QuoteScan scan;
    scan.backslash_escapes = true;
    for (std::size_t before = 50; before < 70; ++before) {
        for (std::size_t run = 0; run < 140; ++run) {
            const std::string text =
                "'" + std::string(before, 'x') + std::string(run, '\\') + "';';" + std::string(70, 'y');
            const std::size_t expected =
                text.find(run % 2 == 0 ? ";" : ";", before + run + (run % 2 == 0 ? 2 : 4));
            for (const ByteSearchFunctions* functions : all_functions()) {
                QuoteState state;
                REQUIRE(functions->find_unquoted(text, scan, state) == expected);
            }
        }
    }
}

TEST_CASE("the prefix of an escape string may be the byte before the view") {
    QuoteScan scan;
    scan.stop_at_escape_string = true;
    for (std::size_t before = 60; before < 68; ++before) {
        const std::string text = std::string(before, 'x') + "E'a'";
        for (std::size_t cut = 0; cut <= text.size(); ++cut) {
            for (const ByteSearchFunctions* functions : all_functions()) {
                QuoteState state;
                const std::size_t first =
                    functions->find_unquoted(std::string_view(text).substr(0, cut), scan, state);
                const std::size_t found =
                    first < cut
                        ? first
                        : cut + functions->find_unquoted(std::string_view(text).substr(cut), scan, state);
                REQUIRE(found == before + 1);
                REQUIRE_FALSE(state.inside);
            }
        }
    }
}

TEST_CASE("an empty view leaves the state as it is") {
    QuoteState state{true, true, 'E'};
    CHECK(find_unquoted("", QuoteScan{}, state) == 0);
    CHECK(state.inside);
    CHECK(state.escaped);
    CHECK(state.previous == 'E');
}

TEST_CASE("bytes are counted") {
    std::mt19937 random(9);
    for (int round = 0; round < 300; ++round) {
        std::string text(random() % 400, 'a');
        for (char& c : text) {
            c = "ab\n\xFF"[random() % 4];
        }
        for (const char c : {'a', '\n', '\xFF', '\0'}) {
            const auto expected = static_cast<std::uint64_t>(std::count(text.begin(), text.end(), c));
            CHECK(count_byte(text, c) == expected);
            for (const ByteSearchFunctions* functions : all_functions()) {
                CHECK(functions->count_byte(text, c) == expected);
            }
        }
    }
}

TEST_CASE("the line that ends a COPY block is found") {
    std::mt19937 random(10);
    for (int round = 0; round < 2000; ++round) {
        std::string text;
        const std::size_t length = random() % 300;
        while (text.size() < length) {
            text += round % 2 == 0 ? "\n\\.x"[random() % 4] : "\n\n\\xxxxxxx."[random() % 11];
        }
        for (const ByteSearchFunctions* functions : all_functions()) {
            CAPTURE(text);
            REQUIRE(functions->find_backslash_dot_line(text) == text.find("\n\\."));
        }
        REQUIRE(find_backslash_dot_line(text) == text.find("\n\\."));
    }
}

TEST_CASE("a text is found, wherever it stands") {
    CHECK(find_text("", "ab") == std::string_view::npos);
    CHECK(find_text("a", "ab") == std::string_view::npos);
    CHECK(find_text("xaab", "ab") == 2);
    CHECK(find_text("xa\0ab", "ab") == std::string_view::npos);
    CHECK(find_text(std::string(1000, 'a') + "ab", "ab") == 1000);
}
