#include "target/tar_stream.hpp"

#include "catch.hpp"
#include "support/memory_stream.hpp"
#include "support/tar_writing.hpp"
#include "support/word_editor.hpp"

using namespace postern;
using test::tar_end;
using test::tar_header;
using test::tar_member;

namespace {

struct Untarred {
    std::vector<std::string> members;  // name=text, or name!reason, or name/
    std::optional<std::string> damage;
    bool junk = false;
};

Untarred untar(const std::string& input, bool read_members = true, std::size_t piece = 4096) {
    test::MemorySource source(input, piece);
    base::ByteWindow window(source, nullptr, 64);
    target::TarStream tar(window);
    Untarred result;
    try {
        while (const auto member = tar.next()) {
            std::string text;
            char buffer[29];
            while (read_members && !member->unreadable) {
                const std::size_t count = tar.member().text().read(buffer);
                if (count == 0) {
                    break;
                }
                text.append(buffer, count);
            }
            result.members.push_back(member->name + (member->unreadable  ? "!" + *member->unreadable
                                                     : member->is_folder ? "/"
                                                                         : "=" + text));
        }
    } catch (const base::DamagedInput& damage) {
        result.damage = damage.what();
    }
    result.junk = tar.trailing_junk().has_value();
    return result;
}

using Lines = std::vector<std::string>;

const std::string kArchive = tar_header("d", 0, '5') + tar_member("d/a", "text") +
                             tar_header("d/link", 0, '2') + tar_member("d/b", "");
const std::string kXml = "<Server>OLD</Server>";

}  // namespace

TEST_CASE("members are read in their order") {
    for (const std::size_t piece : {1U, 7U, 4096U}) {
        const auto found = untar(kArchive + tar_end(), true, piece);
        CHECK(found.members == Lines{"d/", "d/a=text", "d/link/", "d/b="});
        CHECK_FALSE(found.damage.has_value());
        CHECK_FALSE(found.junk);
        CHECK(untar(kArchive + tar_end(), false, piece).members.size() == 4);
    }
    CHECK(untar(tar_end()).members.empty());
}

TEST_CASE("what stands behind the end is padding, another archive, or told") {
    CHECK_FALSE(untar(kArchive + tar_end() + std::string(9000, '\0')).junk);
    CHECK_FALSE(untar(kArchive + std::string(512, '\0')).junk);
    CHECK(untar(kArchive + tar_end() + tar_member("c", "more") + tar_end()).members.size() == 5);
    CHECK(untar(kArchive + tar_end() + "junk").junk);
    CHECK(untar(kArchive + tar_end() + std::string(600, 'x')).junk);
    CHECK_FALSE(untar(kArchive + tar_end() + std::string(600, 'x')).damage.has_value());
}

TEST_CASE("a tar archive without its end mark is told") {
    CHECK(untar(kArchive).junk);
    CHECK(untar(kArchive).members.size() == 4);
    CHECK(untar(kArchive + tar_end() + tar_member("c", "more")).junk);
}

TEST_CASE("a tar archive may be cut at any byte") {
    for (std::size_t cut = 1; cut < kArchive.size(); ++cut) {
        CAPTURE(cut);
        const auto found = untar(kArchive.substr(0, cut), false, 100);
        CHECK((found.damage.has_value() || found.junk));
    }
}

TEST_CASE("what is no header between members is damage") {
    CHECK(untar(kArchive + std::string(512, 'x') + tar_end()).damage.has_value());
}

TEST_CASE("a member is changed, and its neighbours are not") {
    const std::string before = tar_member("first", "OLD") + tar_header("d/", 0, '5');
    const std::string behind =
        tar_member("big", std::string(5000, 'z')) + tar_end() + std::string(3000, '\0');
    const std::string input = before + tar_member("a.xml", kXml) + behind;
    for (const std::size_t piece : {1U, 4096U}) {
        const auto done = test::rewrite(input, {"OLD", "something longer"}, piece);
        CHECK(done.whole);
        CHECK(done.output == before + tar_member("a.xml", "<Server>something longer</Server>") + behind);
        CHECK(done.editor.others == Lines{"f!first", "f!big"});
        CHECK(test::rewrite(input, {}, piece).output == input);
        test::WordEditor leaving("OLD", "x");
        leaving.left = {"f!a.xml"};
        CHECK(test::rewrite(input, leaving, piece).output == input);
    }
}

TEST_CASE("a tar archive three deep is put together again") {
    const auto nested = [](const std::string& xml) {
        std::string archive = tar_member("a.xml", xml);
        for (int depth = 0; depth < 3; ++depth) {
            archive = tar_member("x", "y") + tar_member("inner.tar", archive + tar_end()) + tar_end();
        }
        return archive;
    };
    const auto done = test::rewrite(nested(kXml), {"OLD", "new"});
    CHECK(done.whole);
    CHECK(done.output == nested("<Server>new</Server>"));
}
