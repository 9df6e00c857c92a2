#include "target/zip_member.hpp"

#include "catch.hpp"
#include "support/archive_writing.hpp"
#include "support/memory_stream.hpp"

using namespace postern;
using test::ZipMember;

namespace {

// The first member of an archive, with what is behind it passed.
struct Opened {
    explicit Opened(const ZipMember& wanted, target::Packing packing = target::Packing::anew)
        : input(test::zip({wanted, {"next", "y"}})),
          source(input, 5),
          window(source, &sink, 8),
          guard(window) {
        while (window.bytes().size() < 200 && window.more()) {
        }
        member.emplace(window, guard, packing);
    }

    std::string read() {
        std::string text;
        char buffer[7];
        for (std::size_t count = 0; (count = member->text().read(buffer)) > 0;) {
            text.append(buffer, count);
        }
        return text;
    }
    const std::string& output() {
        member->end();
        CHECK(window.bytes().substr(0, 4) == "PK\x03\x04");
        while (window.pass(1)) {
        }
        window.flush();
        return sink.text;
    }

    std::string input;
    test::MemorySource source;
    test::MemorySink sink;
    base::ByteWindow window;
    compression::ExpansionGuard guard;
    std::optional<target::ZipMember> member;
};

const std::string kText = "some text that is long enough to matter";

}  // namespace

TEST_CASE("a member that was not begun passes, read or not, and its facts are known") {
    for (const std::uint16_t method : std::vector<std::uint16_t>{0, 8}) {
        for (const std::uint16_t flags : std::vector<std::uint16_t>{0, 8}) {
            for (const bool read : {false, true}) {
                Opened opened({"a", kText, method, flags});
                CHECK(opened.member->name() == "a");
                CHECK((!read || opened.read() == kText));
                CHECK(opened.output() == opened.input);
                CHECK(opened.member->facts().crc == test::crc32(kText));
                CHECK(opened.member->facts().uncompressed_size == kText.size());
                CHECK_FALSE(opened.member->repacked().has_value());
                CHECK(opened.member->growth() == 0);
            }
        }
    }
}

TEST_CASE("a member written anew has new facts, in front of it or behind") {
    for (const std::uint16_t method : std::vector<std::uint16_t>{0, 8}) {
        CAPTURE(method);
        Opened opened({"a", kText, method, 8});
        char buffer[7];
        CHECK(opened.member->text().read(buffer) > 0);
        opened.member->write("other");
        opened.member->write(" text");
        opened.read();
        const std::string output = opened.output();
        const auto& repacked = opened.member->repacked();
        REQUIRE(repacked.has_value());
        CHECK(repacked->has_descriptor == (method == 8));
        CHECK(repacked->facts.crc == test::crc32("other text"));
        CHECK(repacked->facts.uncompressed_size == 10);
        CHECK(output.size() == opened.input.size() + static_cast<std::size_t>(opened.member->growth()));
        CHECK(output.find(kText) == std::string::npos);
        CHECK((method == 8 || output.substr(0, 41) == test::zip({{"a", "other text", 0}}).substr(0, 41)));
        const auto header = format::parse_zip_local_header(output);
        CHECK(header.has_descriptor() == (method == 8));
    }
}

TEST_CASE("text that stays may need another header than it came with") {
    for (const std::uint16_t method : std::vector<std::uint16_t>{0, 8}) {
        for (const std::uint16_t flags : std::vector<std::uint16_t>{0, 8}) {
            CAPTURE(method, flags);
            Opened opened({"a", kText, method, flags}, target::Packing::spliced);
            char buffer[5];
            REQUIRE(opened.member->text().read(buffer) == 5);
            opened.member->begin();
            opened.member->write({buffer, 5});
            opened.member->write(opened.read());
            CHECK(opened.member->is_restated() == (method == 8 || flags == 8));
            CHECK((opened.output() == opened.input) == (method == 0 && flags == 0));
        }
    }
}

TEST_CASE("a text that changes is not one that is only said otherwise") {
    Opened opened({"a", kText, 8, 0}, target::Packing::spliced);
    opened.member->begin();
    opened.member->replace(opened.read(), "other");
    CHECK_FALSE(opened.member->is_restated());
}

TEST_CASE("what cannot be unpacked passes, with facts as they are stated") {
    for (const std::uint16_t flags : std::vector<std::uint16_t>{1, 9}) {
        Opened opened({"a", kText, 8, flags});
        CHECK(opened.member->reason_unreadable() == "the member is encrypted");
        CHECK(opened.output() == opened.input);
        CHECK(opened.member->facts().crc == test::crc32(kText));
    }
}

TEST_CASE("a checksum that does not fit is damage") {
    for (const std::uint16_t flags : std::vector<std::uint16_t>{0, 8}) {
        Opened opened({"a", kText, 8, flags, true, true, 4, 1});
        CHECK_THROWS_AS(opened.member->end(), base::DamagedInput);
    }
}

TEST_CASE("a deflated member is spliced, and states what it became") {
    for (const std::uint16_t flags : std::vector<std::uint16_t>{0, 8}) {
        Opened opened({"a", kText, 8, flags}, target::Packing::spliced);
        char buffer[5];
        REQUIRE(opened.member->text().read(buffer) == 5);
        opened.member->replace({buffer, 5}, "other ");
        CHECK_FALSE(opened.member->packed_whole().has_value());
        opened.member->write(opened.read());
        const std::string output = opened.output();
        REQUIRE(opened.member->repacked().has_value());
        CHECK(opened.member->repacked()->has_descriptor);
        CHECK(opened.member->repacked()->facts.crc == test::crc32("other " + kText.substr(5)));
        CHECK(output.size() == opened.input.size() + static_cast<std::size_t>(opened.member->growth()));
    }
    Opened stored({"a", kText, 0, 0}, target::Packing::spliced);
    CHECK(stored.member->packed_whole().has_value());
}
