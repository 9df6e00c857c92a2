#include "target/unpacker.hpp"

#include "catch.hpp"
#include "support/archive_writing.hpp"
#include "support/project_root.hpp"
#include "support/read_outcome.hpp"

using namespace postern;
using test::gzip;
using test::zip;

namespace {

class Collector : public target::ContentHandler {
public:
    void content(const std::string& path, target::ContentKind kind, base::ByteWindow& window) override {
        while (window.more()) {
        }
        contents.push_back(path + " " + std::string(kind_name(kind)) + " " +
                           std::to_string(window.bytes().size()));
    }
    void unreadable(const std::string& path, const Skip& skip) override {
        unread.push_back(path + ": " + skip.reason);
    }
    void unknown(const std::string& path) override { others.push_back(path); }

    std::vector<std::string> contents;
    std::vector<std::string> unread;
    std::vector<std::string> others;
};

Collector open(const std::string& input, std::size_t piece = 4096) {
    Collector collector;
    test::MemorySource source(input, piece);
    base::ByteWindow window(source, nullptr, 64);
    target::Unpacker(collector).open("f", window);
    return collector;
}

using Lines = std::vector<std::string>;

const std::string kXml = "<Server>hello</Server>";

}  // namespace

TEST_CASE("plain content goes to the handler as it is") {
    CHECK(open(kXml).contents == Lines{"f tomcat-xml 22"});
    CHECK(open("hello").others == Lines{"f"});
    CHECK(open("").others == Lines{"f"});
    CHECK(open("PGDMP....").contents == Lines{"f pg-dump-custom 9"});
}

TEST_CASE("gzip and ZIP are gone through to any depth") {
    const std::string inner = zip({{"a.xml", kXml}, {"note.txt", "hello"}, {"folder/", ""}});
    for (const std::size_t piece : {1U, 4096U}) {
        CHECK(open(gzip(kXml), piece).contents == Lines{"f tomcat-xml 22"});
        const auto deep =
            open(gzip(zip({{"i.zip", zip({{"j.zip", inner, 0}})}, {"b.xml", kXml, 8, 8, false}})), piece);
        CHECK(deep.contents == Lines{"f!i.zip!j.zip!a.xml tomcat-xml 22", "f!b.xml tomcat-xml 22"});
        CHECK(deep.others == Lines{"f!i.zip!j.zip!note.txt"});
        CHECK(deep.unread.empty());
    }
}

TEST_CASE("archives too deep are told, those before are read") {
    std::string nested = kXml;
    for (int depth = 0; depth < target::Unpacker::kDeepest; ++depth) {
        nested = gzip(nested);
    }
    CHECK(open(nested).contents.size() == 1);
    const auto deeper = open(gzip(nested));
    CHECK(deeper.contents.empty());
    REQUIRE(deeper.unread.size() == 1);
    CHECK(deeper.unread[0].find("too deep") != std::string::npos);
}

TEST_CASE("damage stays where it is") {
    const auto found = open(zip({{"bad.gz", gzip(kXml).substr(0, 20)}, {"good.xml", kXml}}));
    CHECK(found.contents == Lines{"f!good.xml tomcat-xml 22"});
    CHECK(found.unread.size() == 1);
    const auto junk = open(gzip(kXml) + "junk");
    CHECK(junk.contents.size() == 1);
    CHECK(junk.unread == Lines{"f: the bytes behind the gzip data are not gzip: not read"});
    const auto crc = open(zip({{"a.xml", kXml, 8, 0, true, true, 4, 1}}));
    CHECK(crc.contents.size() == 1);
    CHECK(crc.unread.size() == 1);
    CHECK(open(zip({{"a.xml", kXml, 8, 1}})).unread == Lines{"f!a.xml: the member is encrypted"});
}

TEST_CASE("a member that only calls itself a folder is looked at") {
    const auto found = open(zip({{"a.xml/", kXml}}));
    CHECK((found.contents.size() == 1 || found.unread.size() == 1));
}

TEST_CASE("a bomb within a bomb is refused") {
    const std::string layer = test::deflate_run('a', 50'000'000);
    const std::string run(50'000'000, 'a');
    std::vector<test::ZipMember> members;
    const auto single = open(test::gzip_of(run, layer));
    CHECK(single.unread.empty());
}

TEST_CASE("the zips of the fixtures") {
    const auto backup = open(test::file_text(test::project_root() + "/fixtures/jira-xml/backup.zip"), 7);
    CHECK(backup.unread.empty());
    CHECK(backup.contents.size() == 2);
    const auto nested = open(test::file_text(test::project_root() + "/fixtures/jira-xml/nested.zip"), 7);
    CHECK(nested.unread.empty());
    CHECK_FALSE(nested.contents.empty());
}
