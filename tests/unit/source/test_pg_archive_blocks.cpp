#include "source/pg_archive_blocks.hpp"

#include "catch.hpp"
#include "support/collecting_sink.hpp"
#include "support/pg_archive_writing.hpp"

using namespace postern;

namespace {

// A file, which can pass over what nobody reads.
class SeekingSource : public base::ByteSource {
public:
    explicit SeekingSource(std::string text) : text_(std::move(text)) {}

    std::size_t read(std::span<char> buffer) override {
        const std::size_t count = std::min({std::size_t{16}, buffer.size(), text_.size() - at_});
        text_.copy(buffer.data(), count, at_);
        at_ += count;
        read_ += count;
        return count;
    }

    std::uint64_t skip(std::uint64_t count) override {
        const std::size_t step = std::min<std::uint64_t>(count, text_.size() - at_);
        at_ += step;
        return step;
    }

    std::size_t bytes_read() const { return read_; }

private:
    std::string text_;
    std::size_t at_ = 0;
    std::size_t read_ = 0;
};

test::CollectingSink read(base::ByteSource& bytes, base::ByteSink* output = nullptr) {
    base::ByteWindow window(bytes, output, 16);
    source::PgArchiveInput input(window);
    test::CollectingSink sink({"mailserver"});
    const auto index = source::read_pg_archive_index(input, sink);
    source::PgArchiveBlocks(input, index, 0).read(sink);
    window.flush();
    return sink;
}

test::CollectingSink read(const std::string& archive, base::ByteSink* output = nullptr) {
    test::MemorySource bytes(archive, 16);
    return read(bytes, output);
}

std::string archive(bool positions, std::vector<test::ArchiveEntry> entries = test::mail_archive()) {
    test::ArchiveShape shape;
    shape.positions = positions;
    return test::ArchiveWriter(shape).archive(entries);
}

std::string with(std::string text, std::string_view old, std::string_view replacement) {
    const std::size_t at = text.rfind(old);
    REQUIRE(at != std::string::npos);
    return text.replace(at, old.size(), replacement);
}

}  // namespace

TEST_CASE("Wanted blocks are read where they are, or found") {
    for (const bool positions : {true, false}) {
        const auto found = read(archive(positions));
        REQUIRE(found.records.size() == 3);
        CHECK(found.records[0].value("mailpassword") == "secret");
        CHECK(found.records[2].schema == "other");
        CHECK(found.records[2].value("MAILPASSWORD") == "last");
    }
}

TEST_CASE("What nobody wants is not read where it can be passed over") {
    auto entries = test::mail_archive();
    entries[3].data = std::string(100000, 'x');
    entries[5].large_objects = {std::string(100000, 'x')};
    test::ArchiveShape shape;
    shape.chunk = 10;
    SeekingSource placed(test::ArchiveWriter(shape).archive(entries));
    CHECK(read(placed).records.size() == 3);
    CHECK(placed.bytes_read() < 4000);
    shape.positions = false;
    shape.chunk = 50000;
    SeekingSource walked(test::ArchiveWriter(shape).archive(entries));
    CHECK(read(walked).records.size() == 3);
    CHECK(walked.bytes_read() < 4000);
}

TEST_CASE("Blocks may stand in another order than the table of contents") {
    const test::ArchiveWriter writer({});
    const auto entries = test::mail_archive();
    const std::size_t size =
        writer.head(2).size() + writer.table_of_contents({entries[4], entries[6]}, 0).size();
    const std::string other = writer.block(entries[6]);
    const std::string text = writer.head(2) + writer.entry(entries[4], size + other.size()) +
                             writer.entry(entries[6], size) + other + writer.block(entries[4]);
    const auto found = read(text);
    REQUIRE(found.records.size() == 3);
    CHECK(found.records[0].schema == "other");
    test::MemorySink output;
    CHECK(read(text, &output).records.size() == 3);
    CHECK(output.text.size() == text.size());
}

TEST_CASE("The last block shows that an archive is whole, whoever wants it") {
    auto entries = test::mail_archive();
    std::swap(entries[3], entries[6]);
    for (const bool positions : {true, false}) {
        const std::string whole = archive(positions, entries);
        CHECK(read(whole).records.size() == 3);
        CHECK_THROWS_AS(read(whole.substr(0, whole.size() - 1)), base::DamagedInput);
    }
}

TEST_CASE("Places of data that are wrong are damage") {
    const test::ArchiveWriter writer({});
    const auto entries = test::mail_archive();
    const std::size_t size = writer.head(1).size() + writer.entry(entries[4], 0).size();
    const std::string block = writer.block(entries[4]);
    const auto placed = [&](std::uint64_t at) {
        return writer.head(1) + writer.entry(entries[4], at) + block;
    };
    CHECK(read(placed(size)).records.size() == 2);
    for (const std::uint64_t at : {std::uint64_t{0}, std::uint64_t{size - 1}, std::uint64_t{size + 1},
                                   std::uint64_t{size + block.size()}, std::uint64_t{1} << 62}) {
        CHECK_THROWS_AS(read(placed(at)), base::DamagedInput);
        test::MemorySink output;
        CHECK_THROWS_AS(read(placed(at), &output), base::DamagedInput);
    }
    const std::string twice =
        writer.head(2) + writer.entry(entries[4], 2 * size) + writer.entry(entries[6], 2 * size);
    CHECK_THROWS_AS(read(twice + block), base::DamagedInput);
}

TEST_CASE("Blocks that the table of contents does not know are damage") {
    const test::ArchiveWriter writer({});
    const auto entries = test::mail_archive();
    for (const bool positions : {true, false}) {
        const std::string whole = archive(positions);
        const std::string block = writer.block(entries[4]);
        CHECK_THROWS_AS(read(with(whole, block, "\2" + block.substr(1))), base::DamagedInput);
        CHECK_THROWS_AS(read(with(whole, block, "\3" + block.substr(1))), base::DamagedInput);
        CHECK_THROWS_AS(read(with(whole, block, "\1" + writer.number(99) + block.substr(6))),
                        base::DamagedInput);
        CHECK_THROWS_AS(read(with(whole, block, "\1" + writer.number(14) + block.substr(6))),
                        base::DamagedInput);
    }
}
