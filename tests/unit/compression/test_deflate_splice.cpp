#include "compression/deflate_splice.hpp"

#include "catch.hpp"
#include "compression/splice_failed.hpp"
#include "support/archive_writing.hpp"
#include "support/deflate_text.hpp"

using namespace postern;
using compression::DeflateSplice;

namespace {

struct Edit {
    std::uint64_t at;
    std::uint64_t count;
    std::string text;
};

// Text is settled some way behind where it is read, as a reader's window would do it.
class Spliced {
public:
    Spliced(const std::string& data, std::string text, std::vector<Edit> edits,
            std::uint64_t reach = DeflateSplice::kReach, std::uint64_t behind = 100'000)
        : text_(std::move(text)), edits_(std::move(edits)) {
        test::MemorySource source(data, 10'000);
        test::MemorySink sink;
        base::ByteWindow window(source, &sink, 4096);
        DeflateSplice splice(window, 0, reach);
        splice.begin();
        std::string room(30'000, '\0');
        while (const std::size_t count = splice.read(room)) {
            CHECK(text_.compare(splice.text_read() - count, count, room, 0, count) == 0);
            settle(splice, splice.text_read() - std::min(splice.text_read(), behind));
            most_held = std::max(most_held, window.bytes().size());
        }
        settle(splice, splice.text_read());
        splice.finish();
        CHECK(window.offset() == splice.end());
        window.flush();
        output = sink.text;
        CHECK(output.size() == data.size() + static_cast<std::size_t>(splice.growth()));
    }

    std::string expected() const {
        std::string edited = text_;
        for (std::size_t i = edits_.size(); i-- > 0;) {
            edited.replace(edits_[i].at, edits_[i].count, edits_[i].text);
        }
        return edited;
    }

    std::string output;
    std::size_t most_held = 0;

private:
    void settle(DeflateSplice& splice, std::uint64_t until) {
        while (splice.text_settled() < until ||
               (next_ < edits_.size() && edits_[next_].at == until && until == text_.size())) {
            const std::uint64_t at = splice.text_settled();
            if (next_ < edits_.size() && edits_[next_].at == at) {
                if (at + edits_[next_].count > splice.text_read()) {
                    return;
                }
                splice.replace(edits_[next_].count, edits_[next_].text);
                ++next_;
                continue;
            }
            const std::uint64_t stop = next_ < edits_.size() ? std::min(edits_[next_].at, until) : until;
            splice.pass(std::string_view(text_).substr(at, stop - at));
        }
    }

    std::string text_;
    std::vector<Edit> edits_;
    std::size_t next_ = 0;
};

void check(const std::string& data, const std::string& text, const std::vector<Edit>& edits) {
    const Spliced spliced(data, text, edits);
    CHECK(test::inflated(spliced.output) == spliced.expected());
}

// How many bytes both begin and end with.
std::size_t kept(const std::string& one, const std::string& other) {
    const std::size_t shorter = std::min(one.size(), other.size());
    const auto front = static_cast<std::size_t>(
        std::mismatch(one.begin(), one.begin() + static_cast<std::ptrdiff_t>(shorter), other.begin()).first -
        one.begin());
    const auto back = static_cast<std::size_t>(
        std::mismatch(one.rbegin(), one.rbegin() + static_cast<std::ptrdiff_t>(shorter), other.rbegin())
            .first -
        one.rbegin());
    return std::min(front + back, shorter);
}

}  // namespace

TEST_CASE("without changes every byte stays") {
    const std::string text = test::rows(3'000'000);
    for (const std::string& data : {test::deflated(text), test::deflate_stored(text)}) {
        CHECK(Spliced(data, text, {}).output == data);
    }
    CHECK(Spliced(test::deflated(""), "", {}).output == test::deflated(""));
}

TEST_CASE("a change is made where it is, and all else is copied") {
    const std::string text = test::rows(3'000'000);
    const std::string data = test::deflated(text);
    const Spliced spliced(data, text, {{1'500'000, 20, "localhost"}});
    CHECK(test::inflated(spliced.output) == spliced.expected());
    CHECK(kept(data, spliced.output) > data.size() - 40'000);
}

TEST_CASE("values grow, shrink and vanish, anywhere") {
    const std::string text = test::rows(700'000);
    for (const std::string& data :
         {test::deflated(text), test::deflated(text, "-1"), test::deflate_stored(text)}) {
        for (const std::uint64_t at : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{65'535},
                                       std::uint64_t{350'000}, text.size() - 20}) {
            check(data, text, {{at, 20, ""}});
            check(data, text, {{at, 20, "x"}});
            check(data, text, {{at, 0, test::digits(100'000)}});
            check(data, text, {{at, 20, "exactly twenty bytes"}});
        }
        check(data, text, {{text.size(), 0, "appended"}});
        check(data, text, {{0, text.size(), ""}});
        check(data, text,
              {{0, 5, ""}, {6, 1, "y"}, {40'000, 3, "zzz"}, {72'900, 1, ""}, {600'000, 50'000, "w"}});
    }
    check(test::deflated(""), "", {{0, 0, "was empty"}});
    check(test::deflate_run('a', 400'000), std::string(400'000, 'a'), {{200'000, 1, "b"}, {399'999, 1, ""}});
}

TEST_CASE("one block for a whole stream needs no more memory") {
    const std::string text = test::rows(20'000'000);
    const std::string data =
        test::without_gzip(test::piped("python3 -c \"import sys, zlib; t = sys.stdin.buffer.read(); c = "
                                       "zlib.compressobj(6, 8, 31, 9, 4); "
                                       "sys.stdout.buffer.write(c.compress(t) + c.flush())\"",
                                       text));
    const Spliced spliced(data, text, {{15'000'000, 20, "localhost"}});
    CHECK(test::inflated(spliced.output) == spliced.expected());
    CHECK(spliced.most_held < 6'000'000);
}

TEST_CASE("a shorter reach is noticed before anything is written") {
    const std::string words = test::digits(24'000);
    std::string text;
    for (int i = 0; i < 20; ++i) {
        text += words;
    }
    const std::string data = test::deflated(text);
    CHECK_THROWS_AS(Spliced(data, text, {{70'000, 30, "localhost"}}, 1000), compression::SpliceFailed);
    check(data, text, {{70'000, 30, "localhost"}});
}
