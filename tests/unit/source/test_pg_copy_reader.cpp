#include "source/pg_copy_reader.hpp"

#include "support/read_outcome.hpp"

using namespace postern;
using test::CollectingSink;
using test::read_outcome;

namespace {

// A COPY block with the columns a and b, and what stands behind it.
class Block : public Source {
public:
    Block(base::ByteWindow& window, std::string* rest) : window_(window), rest_(rest) {}

    void read(RecordSink& sink) override {
        source::PgCopyReader(window_, source::SqlTableCatalog())
            .read_block({"", "public", "t"}, {"a", "b"}, sink);
        while (window_.more()) {
        }
        if (rest_ != nullptr) {
            *rest_ = window_.bytes();
        }
        window_.consume(window_.bytes().size());
    }

private:
    base::ByteWindow& window_;
    std::string* rest_;
};

std::unique_ptr<Source> make(base::ByteWindow& window) {
    return std::make_unique<Block>(window, nullptr);
}

std::string rest_behind(const std::string& text, const char* wanted, std::size_t piece) {
    std::string rest;
    const test::MakeSource leaving = [&rest](base::ByteWindow& window) {
        return std::make_unique<Block>(window, &rest);
    };
    read_outcome(leaving, text, CollectingSink({wanted}), piece, 16);
    return rest;
}

}  // namespace

TEST_CASE("escapes of COPY are decoded and written back") {
    const std::string text =
        "\\N\t\\\\N\n\\\\.\t\\.x\n\\b\\f\\n\\r\\t\\v\t\\101\\x41\\x4a\\060\n\t\n\\q\\'"
        "\t\x01\x7f\xff\nend\\\\\t\\\\\\n\n\\.\n";
    const auto found = read_outcome(make, text, CollectingSink(), 1);
    REQUIRE(found.records.size() == 6);
    CHECK(found.records[0].value("a") == std::nullopt);
    CHECK(found.records[0].value("b") == "\\N");
    CHECK(found.records[1].value("a") == "\\.");
    CHECK(found.records[1].value("b") == ".x");
    CHECK(found.records[2].value("a") == "\b\f\n\r\t\v");
    CHECK(found.records[2].value("b") == "AAJ0");
    CHECK(found.records[3].value("a") == "");
    CHECK(found.records[4].value("a") == "q'");
    CHECK(found.records[4].value("b") == "\x01\x7f\xff");
    CHECK(found.records[5].value("a") == "end\\");
    CHECK(found.records[5].value("b") == "\\\n");
    CHECK(found.complete());
    check_reader_properties(make, text, CollectingSink());
}

TEST_CASE("records say where they stand") {
    const auto found = read_outcome(make, "1\tx\n22\tyy\n\\.\n");
    REQUIRE(found.records.size() == 2);
    CHECK(found.records[1].bytes == ByteRange{4, 9});
    CHECK(found.records[1].line == 2);
    CHECK(found.records[1].fields[1].bytes == ByteRange{7, 9});
}

TEST_CASE("wanted or not, a block ends at the same place") {
    for (const char* text :
         {"1\tx\n\\.\nrest", "\\.\nrest", "\\.\r\nrest", "1\tx\r\n\\.\r\nrest", "1\t\\\\.\n\\.\nrest",
          "\\.a\tb\n1\tx\n\\.\nrest", "1\tx\n\\.a\tb\n\\.\nrest", "\n\n\\.\nrest", "1\tx\n\n\\.\nrest"}) {
        for (const std::size_t piece : {1U, 2U, 5U, 100U}) {
            CAPTURE(text, piece);
            CHECK(rest_behind(text, "t", piece) == "rest");
            CHECK(rest_behind(text, "other", piece) == "rest");
        }
    }
}

TEST_CASE("a block without its end is cut short, wanted or not") {
    for (const char* text : {"", "1", "1\tx", "1\tx\n", "1\tx\n\\", "\\", "1\tx\n\\.x"}) {
        for (const char* wanted : {"t", "other"}) {
            CAPTURE(text, wanted);
            CHECK(read_outcome(make, text, CollectingSink({wanted}), 1, 4).damage.has_value());
        }
    }
}

TEST_CASE("a row of another width is a skip and nothing else") {
    const auto found = read_outcome(make, "1\n1\tx\n1\tx\ty\n\n2\ty\n\\.\n");
    CHECK(found.values("a") == std::vector<std::string>{"1", "2"});
    REQUIRE(found.skips.size() == 3);
    CHECK(found.skips[0].at == 0);
    CHECK(found.skips[1].at == 6);
}

TEST_CASE("a row nobody wants is not held in memory") {
    struct Measured : base::ByteSource {
        std::size_t left = 20'000'000;
        std::size_t largest = 0;
        std::size_t read(std::span<char> buffer) override {
            largest = std::max(largest, buffer.size());
            const std::size_t count = std::min(buffer.size(), left);
            std::fill_n(buffer.data(), count, 'x');
            left -= count;
            return count;
        }
    } source;
    base::ByteWindow window(source, nullptr, 4096);
    CollectingSink sink({"other"});
    CHECK_THROWS_AS(
        source::PgCopyReader(window, source::SqlTableCatalog()).read_block({"", "public", "t"}, {"a"}, sink),
        base::DamagedInput);
    CHECK(source.largest <= 8192);
}

TEST_CASE("a block is wanted for its columns too") {
    CollectingSink sink({"other"});
    sink.wanted_column = "b";
    CHECK(read_outcome(make, "1\t2\n\\.\n", sink, 3, 16).records.size() == 1);
    sink.wanted_column = "c";
    CHECK(read_outcome(make, "1\t2\n\\.\n", sink, 3, 16).records.empty());
}
