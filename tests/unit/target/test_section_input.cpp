#include "target/section_input.hpp"

#include "catch.hpp"
#include "support/memory_stream.hpp"

using namespace postern;
using compression::UsedBytes;

namespace {

std::string read(target::SectionInput& section) {
    std::string text;
    char buffer[3];
    for (std::size_t count = 0; (count = section.read(buffer)) > 0;) {
        text.append(buffer, count);
    }
    return text;
}

}  // namespace

TEST_CASE("as many bytes are read as were stated") {
    for (const std::size_t piece : {1U, 2U, 100U}) {
        test::MemorySource source("section and more", piece);
        base::ByteWindow window(source, nullptr, 4);
        target::SectionInput section(window, 7);
        CHECK(section.left() == 7);
        CHECK(read(section) == "section");
        CHECK(section.left() == 0);
        CHECK(window.offset() == 7);
    }
}

TEST_CASE("with an output they stay until somebody decides") {
    for (const auto& [used, output] :
         {std::pair{UsedBytes::passed, "section and more"}, std::pair{UsedBytes::dropped, " and more"}}) {
        test::MemorySource source("section and more", 2);
        test::MemorySink sink;
        base::ByteWindow window(source, &sink, 4);
        target::SectionInput section(window, 7);
        char buffer[5];
        CHECK(section.read(buffer) > 0);
        CHECK(window.offset() == 0);
        section.let_go(used);
        read(section);
        CHECK(window.offset() == 7);
        CHECK(window.pass(9));
        window.flush();
        CHECK(sink.text == output);
    }
}

TEST_CASE("fewer than stated are damage") {
    test::MemorySource source("sect");
    base::ByteWindow window(source);
    target::SectionInput section(window, 7);
    CHECK_THROWS_AS(read(section), base::DamagedInput);
}
