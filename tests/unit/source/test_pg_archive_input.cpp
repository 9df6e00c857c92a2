#include "source/pg_archive_input.hpp"

#include "catch.hpp"
#include "support/pg_archive_writing.hpp"

using namespace postern;

namespace {

const test::ArchiveWriter kWriter({});

struct Input {
    explicit Input(const std::string& text) : bytes(kWriter.head(3) + text, 3), window(bytes, &output, 16) {}

    test::MemorySource bytes;
    test::MemorySink output;
    base::ByteWindow window;
    source::PgArchiveInput input{window};
};

}  // namespace

TEST_CASE("Numbers and texts of an archive are taken one by one and passed on") {
    const std::string text = "x" + kWriter.number(-5) + kWriter.text("hello") + kWriter.null() +
                             kWriter.text("passed") + kWriter.null() + "rest";
    Input f(text);
    CHECK(f.input.head().entries == 3);
    CHECK(f.input.take_byte() == 'x');
    CHECK(f.input.take_number() == -5);
    CHECK(f.input.take_text(5) == "hello");
    CHECK(f.input.take_text(5) == std::nullopt);
    CHECK(f.input.pass_text());
    CHECK_FALSE(f.input.pass_text());
    CHECK(f.input.see(2) == "re");
    f.input.pass(4);
    f.window.flush();
    CHECK(f.output.text == kWriter.head(3) + text);
    CHECK_THROWS_AS(f.input.take_byte(), base::DamagedInput);
}

TEST_CASE("Texts with impossible lengths are damage") {
    CHECK_THROWS_AS(Input(kWriter.text("hello")).input.take_text(4), base::DamagedInput);
    CHECK_THROWS_AS(Input(kWriter.number(-2)).input.take_text(4), base::DamagedInput);
    CHECK_THROWS_AS(Input(kWriter.number(-2)).input.pass_text(), base::DamagedInput);
    CHECK_THROWS_AS(Input(kWriter.number(2147483647) + "x").input.pass_text(), base::DamagedInput);
    CHECK_THROWS_AS(Input(kWriter.number(4) + "x").input.take_text(4), base::DamagedInput);
}

TEST_CASE("An archive that ends in its head is cut short") {
    const std::string head = kWriter.head(3);
    for (std::size_t cut = 0; cut < head.size(); ++cut) {
        test::MemorySource bytes(head.substr(0, cut));
        base::ByteWindow window(bytes);
        CHECK_THROWS_AS(source::PgArchiveInput(window), base::DamagedInput);
    }
}
