#include "target/zip_stream.hpp"

#include "catch.hpp"
#include "support/archive_writing.hpp"
#include "support/memory_stream.hpp"

using namespace postern;
using test::ZipMember;

namespace {

struct Unzipped {
    std::vector<std::string> members;  // name=text, or name!reason
    std::optional<std::string> damage;
};

Unzipped unzip(const std::string& input, bool read_members = true, std::size_t piece = 100000,
               std::size_t window_size = 64) {
    test::MemorySource source(input, piece);
    base::ByteWindow window(source, nullptr, window_size);
    compression::ExpansionGuard guard(window);
    target::ZipStream zip(window, guard, target::Packing::spliced);
    Unzipped result;
    try {
        while (const auto member = zip.next()) {
            std::string text;
            char buffer[29];
            while (read_members && !member->unreadable) {
                const std::size_t count = zip.member().text().read(buffer);
                if (count == 0) {
                    break;
                }
                text.append(buffer, count);
            }
            result.members.push_back(member->name +
                                     (member->unreadable ? "!" + *member->unreadable : "=" + text));
        }
    } catch (const base::DamagedInput& damage) {
        result.damage = damage.what();
    }
    return result;
}

void check_read(const std::vector<ZipMember>& members) {
    const std::string input = test::zip(members);
    for (const std::size_t piece : {1U, 5U, 100000U}) {
        for (const std::size_t window : {1U, 17U, 4096U}) {
            const auto found = unzip(input, true, piece, window);
            CHECK_FALSE(found.damage.has_value());
            REQUIRE(found.members.size() == members.size());
            for (std::size_t i = 0; i < members.size(); ++i) {
                CHECK(found.members[i] == members[i].name + "=" + members[i].text);
            }
            CHECK(unzip(input, false, piece, window).members.size() == members.size());
        }
    }
}

const std::string kText = "some text that is long enough to matter; some text that is long enough to matter";

}  // namespace

TEST_CASE("members stored and deflated, with and without descriptors") {
    for (const std::uint16_t method : std::vector<std::uint16_t>{0, 8}) {
        check_read({{"a", kText, method}, {"b", "", method}, {"c/d.xml", "x", method}});
        check_read({{"a", kText, method, 8}, {"b", "y", method, 8}});
        check_read({{"a", kText, method, 8, true, false}, {"b", "y", method}});
        check_read({{"a", kText, method, 8, true, true, 8}, {"b", "y", method, 8, true, false, 8}});
        check_read({{"a", kText, method, 0, true, true, 4, 0, true}, {"b", "y", method}});
    }
    for (const bool signature : {false, true}) {
        for (const std::size_t width : {4U, 8U}) {
            check_read({{"a", kText, 8, 8, false, signature, width},
                        {"b", "", 8, 8, false, signature, width},
                        {"folder/", ""}});
        }
    }
    check_read({});
}

TEST_CASE("data that looks like headers is data") {
    const std::string tail = "PK\x03\x04PK\x01\x02PK\x05\x06PK\x07\x08PK\x03\x04";
    check_read({{"a", tail + kText + tail, 0},
                {"b", tail, 8, 8, false},
                {"c", tail, 8, 8, false, false},
                {"d", tail, 0, 8}});
}

TEST_CASE("what cannot be unpacked is passed over and the next is reached") {
    for (const std::uint16_t flags : std::vector<std::uint16_t>{0, 8}) {
        CAPTURE(flags);
        for (const std::uint16_t method : std::vector<std::uint16_t>{9, 12, 14, 93, 95, 99, 55}) {
            const auto found = unzip(test::zip({{"a", kText, method, flags}, {"b", "y"}}));
            CAPTURE(method);
            CHECK_FALSE(found.damage.has_value());
            REQUIRE(found.members.size() == 2);
            CHECK(found.members[0].find("not unpacked") != std::string::npos);
            CHECK(found.members[1] == "b=y");
        }
        const auto found =
            unzip(test::zip({{"a", kText, 8, static_cast<std::uint16_t>(flags | 1)}, {"b", "y"}}));
        CHECK_FALSE(found.damage.has_value());
        REQUIRE(found.members.size() == 2);
        CHECK(found.members[0] == "a!the member is encrypted");
        CHECK(found.members[1] == "b=y");
    }
}

TEST_CASE("behind a member of unknown length nothing can be reached, and that is told") {
    const auto found = unzip(test::zip({{"a", kText, 8, 9, false}, {"b", "y"}}));
    CHECK(found.members.size() == 1);
    CHECK(found.damage.has_value());
    const auto stored = unzip(test::zip({{"a", kText, 0, 8, false}, {"b", "y"}}));
    REQUIRE(stored.members.size() == 1);
    CHECK(stored.members[0] == "a!the member is stored without its length");
    CHECK(stored.damage.has_value());
}

TEST_CASE("a wrong checksum is damage, read or not") {
    for (const std::uint16_t method : std::vector<std::uint16_t>{0, 8}) {
        for (const std::uint16_t flags : std::vector<std::uint16_t>{0, 8}) {
            const std::string input = test::zip({{"a", kText, method, flags, true, true, 4, 1}, {"b", "y"}});
            CHECK(unzip(input).damage.has_value());
            CHECK(unzip(input, false).damage.has_value());
        }
    }
}

TEST_CASE("an archive may be cut at any byte") {
    const std::string input = test::zip({{"a", kText}, {"b", "y", 0}, {"c", "z", 8, 8, false}});
    const std::size_t end_record = input.size() - 22;
    for (std::size_t cut = 0; cut < end_record + 4; ++cut) {
        CAPTURE(cut);
        CHECK(unzip(input.substr(0, cut), true, 1, 4).damage.has_value());
        CHECK(unzip(input.substr(0, cut), false, 1, 4).damage.has_value());
    }
}

TEST_CASE("an archive without its list of members is cut") {
    CHECK(unzip(test::zip({{"a", kText}}, {false, false})).damage.has_value());
    CHECK(unzip(test::zip({{"a", kText}}, {true, false})).damage.has_value());
    CHECK(unzip(test::zip({{"a", kText}}, {false, false}) + "junk").damage.has_value());
    CHECK(unzip(test::zip({{"a", kText}}, {false, false}) + "PKjunk").damage.has_value());
    CHECK(unzip(test::zip({{"a", kText}}, {false, false}) + "PK\x07\x08" + test::zip({{"b", kText}}))
              .damage.has_value());
}

TEST_CASE("members that the list names and nobody met are told") {
    const std::string one = test::zip({{"a", "x"}}, {false, false});
    const std::string two = test::zip({{"a", "x"}, {"b", "y"}});
    const std::string lists_two = two.substr(two.find("PK\x01\x02"));
    const auto found = unzip(one + lists_two);
    CHECK(found.damage.has_value());
}

TEST_CASE("folders are known by their names") {
    test::MemorySource source(test::zip({{"folder/", ""}, {"file", "x"}}));
    base::ByteWindow window(source);
    compression::ExpansionGuard guard(window);
    target::ZipStream zip(window, guard, target::Packing::spliced);
    CHECK(zip.next()->is_folder);
    CHECK_FALSE(zip.next()->is_folder);
}
