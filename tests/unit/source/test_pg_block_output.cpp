#include "source/pg_block_output.hpp"

#include "catch.hpp"
#include "support/pg_archive_writing.hpp"

using namespace postern;
using compression::UsedBytes;
using format::PgArchiveCompression;

namespace {

// Reads `text` from a block and writes `copy` in its stead; change() is called where `changed` says.
std::string rewritten(const test::ArchiveWriter& writer, const std::string& text, const std::string& copy,
                      std::optional<std::size_t> changed) {
    test::MemorySource bytes(writer.head(0) + writer.chunks(writer.packed(text)) + "behind", 1 << 20);
    test::MemorySink output;
    base::ByteWindow window(bytes, &output);
    source::PgArchiveInput input(window);
    source::PgChunkInput original(input, UsedBytes::held);
    source::PgBlockOutput block(input, original);
    original.pass_rest();
    block.write(std::string_view(copy).substr(0, changed.value_or(0)));
    if (changed) {
        block.change();
        block.change();
    }
    block.write(std::string_view(copy).substr(changed.value_or(0)));
    block.finish();
    window.pass(6);
    window.flush();
    return output.text.substr(writer.head(0).size());
}

}  // namespace

TEST_CASE("A block of which nothing changes passes as it came") {
    const test::ArchiveWriter writer({});
    CHECK(rewritten(writer, "some rows", "some rows", std::nullopt) == writer.chunks("some rows") + "behind");
    CHECK(rewritten(writer, "", "", std::nullopt) == writer.chunks("") + "behind");
}

TEST_CASE("A block of which something changes is written anew, from its start") {
    const test::ArchiveWriter writer({});
    for (const std::size_t changed : {0U, 4U, 10U}) {
        CHECK(rewritten(writer, "some rows", "other rows", changed) ==
              writer.text("other rows") + writer.number(0) + "behind");
    }
}

TEST_CASE("A changed block is compressed as the archive is") {
    for (const auto compression :
         {PgArchiveCompression::zlib, PgArchiveCompression::lz4, PgArchiveCompression::zstd}) {
        test::ArchiveShape shape;
        shape.minor = 16;
        shape.compression = compression;
        const test::ArchiveWriter writer(shape);
        CHECK(rewritten(writer, "some rows", "other rows", 3) ==
              writer.text(writer.packed("other rows")) + writer.number(0) + "behind");
        CHECK(rewritten(writer, "some rows", "some rows", std::nullopt) ==
              writer.chunks(writer.packed("some rows")) + "behind");
    }
}

TEST_CASE("A block that is too large to wait for is written anew") {
    test::ArchiveShape shape;
    shape.chunk = 1000;
    const test::ArchiveWriter writer(shape);
    const std::string large(9 * 1024 * 1024, 'x');
    const std::string written = rewritten(writer, large, large, std::nullopt);
    CHECK(written.starts_with(writer.number(64 * 1024)));
    CHECK(written.size() == large.size() + (large.size() / 65536 + 1) * 5 + 6);
}
