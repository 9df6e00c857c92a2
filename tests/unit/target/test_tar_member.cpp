#include "target/tar_member.hpp"

#include "catch.hpp"
#include "support/memory_stream.hpp"
#include "support/tar_writing.hpp"

using namespace postern;
using test::tar_member;

namespace {

struct Opened {
    explicit Opened(const std::string& input)
        : source(input, 100), window(source, &sink, 64), member(window, target::take_tar_head(window)) {}

    const std::string& output() {
        member.end();
        while (window.pass(1)) {
        }
        window.flush();
        return sink.text;
    }

    test::MemorySource source;
    test::MemorySink sink;
    base::ByteWindow window;
    target::TarMember member;
};

}  // namespace

TEST_CASE("a member that was not begun passes, read or not") {
    const std::string input = tar_member("a.sql", std::string(700, 'x')) + "next";
    CHECK(Opened(input).output() == input);
    Opened looked_at(input);
    char buffer[50];
    CHECK(looked_at.member.text().read(buffer) == 50);
    CHECK(looked_at.output() == input);
}

TEST_CASE("a member written anew has its size in front and is padded") {
    for (const std::size_t size : {0U, 1U, 511U, 512U, 513U}) {
        Opened opened(tar_member("a.sql", std::string(700, 'x')) + "next");
        opened.member.begin();
        opened.member.write(std::string(size, 'y'));
        CHECK(opened.output() == tar_member("a.sql", std::string(size, 'y')) + "next");
    }
}

TEST_CASE("a member cut short is told") {
    const std::string input = tar_member("a.sql", std::string(700, 'x'));
    for (const std::size_t cut : {520U, 1211U, 1500U}) {
        CHECK_THROWS_AS(Opened(input.substr(0, cut)).output(), base::DamagedInput);
        Opened begun(input.substr(0, cut));
        begun.member.begin();
        CHECK_THROWS_AS(begun.output(), base::DamagedInput);
    }
}
