#include "target/compressed_layer.hpp"

#include "catch.hpp"
#include "support/archive_writing.hpp"
#include "support/memory_stream.hpp"

using namespace postern;

namespace {

struct Packed {
    explicit Packed(const std::string& input, std::size_t piece = 3,
                    target::Packing packing = target::Packing::anew)
        : source(input, piece),
          window(source, &sink, 8),
          guard(window),
          layer(window, compression::Codec::gzip, guard, packing) {}

    std::string read() {
        std::string text;
        char buffer[7];
        for (std::size_t count = 0; (count = layer.text().read(buffer)) > 0;) {
            text.append(buffer, count);
        }
        return text;
    }
    std::string finish() {
        layer.finish();
        while (window.pass(1)) {
        }
        window.flush();
        return sink.text;
    }

    test::MemorySource source;
    test::MemorySink sink;
    base::ByteWindow window;
    compression::ExpansionGuard guard;
    target::CompressedLayer layer;
};

}  // namespace

TEST_CASE("what was only looked at passes as it came") {
    const std::string input = test::gzip("some text") + test::gzip(", and more") + "junk";
    Packed unread(input);
    CHECK(unread.finish() == input);
    Packed begun_to_read(input);
    char buffer[4];
    CHECK(begun_to_read.layer.text().read(buffer) > 0);
    CHECK_FALSE(begun_to_read.layer.is_begun());
    CHECK(begun_to_read.finish() == input);
    Packed read(input);
    CHECK(read.read() == "some text, and more");
    CHECK(read.layer.trailing_junk().has_value());
    CHECK(read.finish() == input);
}

TEST_CASE("what is written is compressed, and nothing of the old remains") {
    const std::string input = test::gzip("some text");
    Packed packed(input + "junk");
    char buffer[4];
    CHECK(packed.layer.text().read(buffer) > 0);
    packed.layer.write("another");
    CHECK(packed.layer.is_begun());
    packed.read();
    const std::string output = packed.finish();
    CHECK(output.ends_with("junk"));
    CHECK(output.find("some text") == std::string::npos);
    CHECK(Packed(output).read() == "another");
    Packed emptied(input);
    emptied.layer.begin();
    emptied.read();
    CHECK(Packed(emptied.finish()).read().empty());
}

TEST_CASE("text that changes is spliced, and what is not is packed anew, with a reason") {
    const std::string first = test::gzip("some text");
    const std::string second = test::gzip(", and more");
    Packed spliced(first + second, 3, target::Packing::spliced);
    char buffer[4];
    const std::size_t count = spliced.layer.text().read(buffer);
    spliced.layer.replace({buffer, count}, "any");
    CHECK_FALSE(spliced.layer.packed_whole().has_value());
    const std::string rest = spliced.read();
    spliced.layer.write(rest);
    const std::string output = spliced.finish();
    CHECK(output.ends_with(second));
    CHECK(Packed(output).read() == "any" + rest);
    CHECK(*Packed(first).layer.packed_whole() == "");
    std::string blocked = first;
    blocked[3] = 4;
    blocked.insert(10, test::little(6, 2) + "BC" + test::little(2, 2) + "12");
    CHECK(*Packed(blocked, 3, target::Packing::spliced).layer.packed_whole() ==
          "its members state their packed size");
}
