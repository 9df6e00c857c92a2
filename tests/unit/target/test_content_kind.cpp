#include "target/content_kind.hpp"

#include "catch.hpp"
#include "support/archive_writing.hpp"
#include "support/project_root.hpp"
#include "support/read_outcome.hpp"

using namespace postern;
using target::ContentKind;

namespace {

ContentKind kind(const std::string& text) {
    const auto found = target::recognise(text, true);
    REQUIRE(found.has_value());
    CHECK((found->kind == ContentKind::not_read) == !found->reason.empty());
    return found->kind;
}

std::string utf16(const std::string& text, bool big) {
    std::string wide = big ? "\xFE\xFF" : "\xFF\xFE";
    for (const char c : text) {
        wide += big ? std::string{'\0', c} : std::string{c, '\0'};
    }
    return wide;
}

}  // namespace

TEST_CASE("every fixture is what its folder says") {
    const std::string root = test::project_root() + "/fixtures/";
    const std::vector<std::pair<std::string, ContentKind>> files{
        {"postgresql/plain.sql", ContentKind::pg_dump_plain},
        {"postgresql/dumpall.sql", ContentKind::pg_dump_plain},
        {"postgresql/data-only-inserts.sql", ContentKind::pg_dump_plain},
        {"postgresql/traps.sql", ContentKind::pg_dump_plain},
        {"postgresql/crlf.sql", ContentKind::pg_dump_plain},
        {"mysql/default.sql", ContentKind::mysql_dump},
        {"mysql/ansi.sql", ContentKind::mysql_dump},
        {"mysql/compact.sql", ContentKind::mysql_dump},
        {"mysql/noquote.sql", ContentKind::mysql_dump},
        {"mysql/stderr-first-line.sql", ContentKind::mysql_dump},
        {"hsqldb/jira.script", ContentKind::hsqldb_script},
        {"hsqldb/jira.log", ContentKind::hsqldb_script},
        {"jira-xml/entities.xml", ContentKind::jira_xml},
        {"jira-xml/activeobjects.xml", ContentKind::activeobjects_xml},
        {"jira-xml/backup.zip", ContentKind::zip},
        {"confluence-xml/entities.xml", ContentKind::confluence_xml},
        {"tomcat/server.xml", ContentKind::tomcat_xml},
        {"tomcat/context.xml", ContentKind::tomcat_xml},
        {"postfix/relay/main.cf", ContentKind::postfix_main_cf},
        {"postfix/insecure/main.cf", ContentKind::postfix_main_cf},
        {"postfix/blackhole/main.cf", ContentKind::postfix_main_cf},
        {"postfix/relay/master.cf", ContentKind::unknown},
        {"postfix/blackhole/transport", ContentKind::unknown},
        {"containers/dump.sql.gz", ContentKind::compressed},
        {"containers/dump.sql.bz2", ContentKind::compressed},
        {"containers/dump.sql.xz", ContentKind::compressed},
        {"containers/dump.sql.zst", ContentKind::compressed},
        {"containers/zero.zip", ContentKind::empty},
        {"bad/random.bin", ContentKind::unknown},
    };
    for (const auto& [name, expected] : files) {
        CAPTURE(name);
        CHECK(kind(test::file_text(root + name)) == expected);
    }
}

TEST_CASE("an answer does not change when more is seen") {
    for (const char* name : {"postgresql/plain.sql", "mysql/default.sql", "hsqldb/jira.script",
                             "jira-xml/entities.xml", "tomcat/server.xml", "postfix/relay/main.cf",
                             "jira-xml/backup.zip", "containers/dump.sql.gz", "containers/dump.sql.xz"}) {
        const std::string text = test::file_text(test::project_root() + "/fixtures/" + name);
        const ContentKind whole = kind(text);
        for (std::size_t seen = 0; seen <= text.size(); ++seen) {
            const auto part = target::recognise(std::string_view(text).substr(0, seen), false);
            CAPTURE(name, seen);
            CHECK((!part || part->kind == whole));
        }
    }
}

TEST_CASE("compressed data is told with its compression") {
    const auto found =
        target::recognise(test::file_text(test::project_root() + "/fixtures/containers/dump.sql.zst"), true);
    CHECK(found->codec == compression::Codec::zstd);
    CHECK(kind("BZh91AY&SY") == ContentKind::compressed);
    CHECK(kind("BZhello") == ContentKind::unknown);
}

TEST_CASE("an archive of pg_dump says which of its formats it is, at a place that depends on its version") {
    using std::string_literals::operator""s;
    CHECK(kind("PGDMP\x01\x0E\0\x04\x08\x01"s) == ContentKind::pg_dump_custom);
    CHECK(kind("PGDMP\x01\x0E\0\x04\x08\x03"s) == ContentKind::pg_dump_toc);
    CHECK(kind("PGDMP\x01\x05\0\x04\x03"s) == ContentKind::pg_dump_toc);
    CHECK(kind("PGDMP\x01\x05\0\x04\x01\x03"s) == ContentKind::pg_dump_custom);
    CHECK(kind("PGDMP\x01\0\x04\x03"s) == ContentKind::pg_dump_toc);
    CHECK(kind("PGDMP") == ContentKind::pg_dump_custom);
}

TEST_CASE("a tar archive has its mark, or a checksum that fits") {
    std::string tar(512, '\0');
    CHECK(kind(tar) == ContentKind::unknown);
    tar.replace(257, 5, "ustar");
    CHECK(kind(tar) == ContentKind::tar);
    CHECK(kind(tar.substr(0, 300)) == ContentKind::tar);
}

TEST_CASE("what is known but not read has a reason that helps") {
    CHECK(kind("Salted__more") == ContentKind::not_read);
}

TEST_CASE("a byte order mark changes nothing") {
    for (const char* name :
         {"postgresql/plain.sql", "mysql/default.sql", "jira-xml/entities.xml", "tomcat/server.xml"}) {
        const std::string text = test::file_text(test::project_root() + "/fixtures/" + name);
        CHECK(kind("\xEF\xBB\xBF" + text) == kind(text));
    }
}

TEST_CASE("UTF-16 text of ours is told, any other is unknown") {
    const std::string dump = "--\n-- PostgreSQL database dump\n--\n";
    for (const bool big : {false, true}) {
        CHECK(kind(utf16(dump, big)) == ContentKind::not_read);
        CHECK(kind(utf16("hello world\n", big)) == ContentKind::unknown);
        CHECK(kind(utf16("", big)) != ContentKind::not_read);
        const std::string xml = "<?xml version=\"1.0\"?>\n<entity-engine-xml>";
        CHECK(kind(utf16(xml, big)) == ContentKind::not_read);
        CHECK(kind(utf16(xml, big).substr(2)) == ContentKind::not_read);
        CHECK(kind(utf16(dump, big).substr(2)) == ContentKind::not_read);
        CHECK(kind(utf16("<html></html>", big).substr(2)) == ContentKind::unknown);
    }
    CHECK(kind("\xFF\xFE-") != ContentKind::compressed);
}

TEST_CASE("nothing, text and binary data are none of ours") {
    CHECK(kind("") == ContentKind::empty);
    for (const std::string& text :
         {std::string("x"), std::string("hello\nworld\n"), std::string(5000, '\0'), std::string(2 << 20, 'x'),
          std::string("PK"), std::string("\x1F"), std::string("<"), std::string("<html></html>"),
          std::string("<?xml version=\"1.0\"?>")}) {
        CHECK(kind(text) == ContentKind::unknown);
    }
}

TEST_CASE("beyond the limit there is always an answer") {
    CHECK(target::recognise("<!--" + std::string(target::kRecognitionLimit, 'x'), false).has_value());
    CHECK(target::recognise(std::string(target::kRecognitionLimit, '\n'), false).has_value());
}

TEST_CASE("every kind that is read has a word of its own") {
    CHECK(kind_name(ContentKind::pg_dump_plain) == "pg-dump-plain");
    CHECK(kind_name(ContentKind::mysql_dump) == "mysql-dump");
    CHECK(kind_name(ContentKind::hsqldb_script) == "hsqldb-script");
    CHECK(kind_name(ContentKind::jira_xml) == "jira-xml");
    CHECK(kind_name(ContentKind::activeobjects_xml) == "activeobjects-xml");
    CHECK(kind_name(ContentKind::confluence_xml) == "confluence-xml");
    CHECK(kind_name(ContentKind::tomcat_xml) == "tomcat-xml");
    CHECK(kind_name(ContentKind::zip) == "unknown");
}
