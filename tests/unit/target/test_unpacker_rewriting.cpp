#include "catch.hpp"
#include "compression/decoder.hpp"
#include "compression/encoder.hpp"
#include "support/archive_writing.hpp"
#include "support/read_outcome.hpp"
#include "support/word_editor.hpp"
#include "target/zip_stream.hpp"

using namespace postern;
using compression::Codec;
using test::gzip;
using test::rewrite;
using test::WordEditor;
using test::zip;
using test::ZipMember;

namespace {

const std::string kOld = "<Server>the OLD word, OLD</Server>";
const std::string kNew = "<Server>the changed word, changed</Server>";

WordEditor editor() {
    return {"OLD", "changed"};
}

std::string compress(Codec codec, std::string_view text) {
    test::MemorySink sink;
    const auto encoder = compression::make_encoder(codec, sink);
    encoder->write(text);
    encoder->finish();
    return sink.text;
}

std::string decompress(Codec codec, const std::string& packed) {
    test::MemorySource source(packed);
    base::ByteWindow window(source);
    compression::ExpansionGuard guard(window);
    const auto decoder = compression::make_decoder(codec, window, guard);
    std::string text;
    char buffer[256];
    for (std::size_t count = 0; (count = decoder->read(buffer)) > 0;) {
        text.append(buffer, count);
    }
    return text;
}

// Of each member: its name, and its text where it was unpacked.
std::vector<std::string> members(const std::string& input) {
    test::MemorySource source(input);
    base::ByteWindow window(source);
    compression::ExpansionGuard guard(window);
    target::ZipStream archive(window, guard, target::Packing::spliced);
    std::vector<std::string> found;
    while (const auto member = archive.next()) {
        std::string text;
        char buffer[256];
        for (std::size_t count = 1; !member->unreadable && count > 0;) {
            count = archive.member().text().read(buffer);
            text.append(buffer, count);
        }
        found.push_back(member->name + "=" + text);
    }
    return found;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("plain text is edited where it stands") {
    const auto done = rewrite(kOld, editor());
    CHECK(done.whole);
    CHECK(done.output == kNew);
    CHECK(rewrite("no server, OLD", editor()).output == "no server, OLD");
    CHECK(rewrite("").output.empty());
    WordEditor lazy = editor();
    lazy.stop_early = true;
    CHECK(rewrite(kOld, lazy).output == kOld);
    WordEditor leaving = editor();
    leaving.left = {"f"};
    const auto left = rewrite(kOld, leaving);
    CHECK(left.output == kOld);
    CHECK(left.editor.contents.empty());
}

TEST_CASE("every compression is put together again") {
    for (const Codec codec : {Codec::gzip, Codec::bzip2, Codec::xz, Codec::zstd, Codec::lz4}) {
        CAPTURE(codec_name(codec));
        for (const std::size_t piece : {1U, 7U, 4096U}) {
            const auto done = rewrite(compress(codec, kOld), editor(), piece);
            CHECK(done.whole);
            CHECK(done.editor.unread.empty());
            CHECK(decompress(codec, done.output) == kNew);
            const std::string other = compress(codec, "nothing that is known: OLD");
            CHECK(rewrite(other, editor(), piece).output == other);
            CHECK(rewrite(other + other + "junk", editor(), piece).output == other + other + "junk");
        }
        const std::string large = "<Server>" + std::string(3'000'000, 'x') + "OLD</Server>";
        CHECK(decompress(codec, rewrite(compress(codec, large), editor()).output)
                  .ends_with("xchanged</Server>"));
    }
}

TEST_CASE("what follows a compressed text passes") {
    const auto done = rewrite(gzip(kOld) + "junk", editor());
    CHECK(done.whole);
    CHECK(done.output.ends_with("junk"));
    CHECK(done.editor.unread.size() == 1);
    CHECK(decompress(Codec::gzip, done.output) == kNew);
}

TEST_CASE("a text may become empty") {
    const auto done = rewrite(gzip("<Server>OLD"), WordEditor("<Server>OLD", ""));
    CHECK(done.whole);
    CHECK(decompress(Codec::gzip, done.output).empty());
}

TEST_CASE("a ZIP in which nothing is changed stays as it is") {
    for (const std::uint16_t method : std::vector<std::uint16_t>{0, 8}) {
        for (const std::uint16_t flags : std::vector<std::uint16_t>{0, 8}) {
            const std::string input =
                zip({{"a", "x", method, flags}, {"b", "OLD", method, flags}, {"d/", ""}, {"e", "y", 99, 1}}) +
                std::string(9, '\0');
            for (const std::size_t piece : {1U, 4096U}) {
                const auto done = rewrite(input, editor(), piece);
                CHECK(done.whole);
                CHECK(done.output == input);
                CHECK(done.editor.unread.size() == 1);
                CHECK(done.editor.others == Lines{"f!a", "f!b"});
            }
        }
    }
    const std::string packed = zip({{"a.xml", kOld}, {"b.xml", kOld, 0}});
    WordEditor leaving = editor();
    leaving.left = {"f!a.xml", "f!b.xml"};
    CHECK(rewrite(packed, leaving).output == packed);
    CHECK(rewrite(zip({}), editor()).output == zip({}));
}

TEST_CASE("a stored member that nobody changed comes out as it was") {
    const std::string input = zip({{"a.xml", kOld, 0}, {"b", "y"}});
    CHECK(rewrite(input).output == input);
}

TEST_CASE("one member of a ZIP is changed, the others are as they were") {
    for (const std::uint16_t method : std::vector<std::uint16_t>{0, 8}) {
        for (const std::uint16_t flags : std::vector<std::uint16_t>{0, 8}) {
            for (const bool known : {true, false}) {
                if (!known && (flags == 0 || method == 0)) {
                    continue;
                }
                for (const bool zip64 : {false, true}) {
                    const ZipMember before{"before", "xxx", 8, 8, false, false};
                    const ZipMember behind{"behind", "OLD", 99, 1};
                    const std::string input =
                        zip({before,
                             {"a.xml", kOld, method, flags, known, true, zip64 ? 8U : 4U, 0, zip64},
                             behind,
                             {"last", "y", 0}});
                    for (const std::size_t piece : {1U, 3U, 4096U}) {
                        CAPTURE(method, flags, known, piece);
                        const auto done = rewrite(input, editor(), piece);
                        REQUIRE(done.whole);
                        CHECK(done.editor.unread == Lines{"f!behind: the member is encrypted"});
                        CHECK(members(done.output) ==
                              Lines{"before=xxx", "a.xml=" + kNew, "behind=", "last=y"});
                        CHECK(done.output.starts_with(input.substr(0, input.find("PK\x03\x04", 4))));
                        CHECK(done.output.find(kOld) == std::string::npos);
                        const auto again = rewrite(done.output, editor());
                        CHECK(members(again.output) == members(done.output));
                    }
                }
            }
        }
    }
}

TEST_CASE("archives within archives within compression are all put together") {
    const std::string inner = zip({{"a.xml", kOld}, {"note.txt", "OLD"}, {"folder/", ""}});
    const std::string input = gzip(zip({{"i.zip", zip({{"j.zip", inner, 0}})},
                                        {"k.gz", compress(Codec::zstd, inner), 0},
                                        {"b.xml", kOld, 8, 8, false}}));
    for (const std::size_t piece : {1U, 4096U}) {
        const auto done = rewrite(input, editor(), piece);
        CHECK(done.whole);
        CHECK(done.editor.unread.empty());
        const auto again = rewrite(done.output, WordEditor("changed", "OLD"), piece);
        CHECK(again.editor.contents ==
              Lines{"f!i.zip!j.zip!a.xml tomcat-xml", "f!k.gz!a.xml tomcat-xml", "f!b.xml tomcat-xml"});
        CHECK(again.editor.others.size() == 2);
        CHECK(decompress(Codec::gzip, done.output).find(kOld) == std::string::npos);
        const auto outer = members(decompress(Codec::gzip, done.output));
        REQUIRE(outer.size() == 3);
        CHECK(outer[2] == "b.xml=" + kNew);
        CHECK(members(decompress(Codec::zstd, outer[1].substr(5)))[0] == "a.xml=" + kNew);
    }
}

TEST_CASE("a part of a backup is one by its name, unpacked or not") {
    WordEditor parts = editor();
    parts.parts = {"f"};
    CHECK(rewrite("1\tOLD\n", parts).output == "1\tchanged\n");
    const auto packed = rewrite(gzip("PK\x03\x04 OLD"), parts);
    CHECK(packed.editor.contents == Lines{"f part"});
    CHECK(decompress(Codec::gzip, packed.output) == "PK\x03\x04 changed");
    parts.parts = {"f!1.dat"};
    const auto member = rewrite(zip({{"1.dat", "OLD", 0}, {"2.dat", "OLD", 0}}), parts);
    CHECK(members(member.output) == Lines{"1.dat=changed", "2.dat=OLD"});
    CHECK(rewrite(gzip(""), parts).output == gzip(""));
}

TEST_CASE("an edit in SQL of which nobody knows the dialect arrives too") {
    const std::string dump = "CREATE TABLE t (a int);\nINSERT INTO t VALUES ('OLD');\n";
    const auto done = rewrite(dump, editor());
    CHECK(done.editor.contents.size() == 1);
    CHECK(done.output.find("changed") != std::string::npos);
    CHECK(done.output.size() == dump.size() + 4);
}

TEST_CASE("damage at the start of a layer leaves it as it came") {
    const std::string input = zip({{"bad.gz", gzip(kOld).substr(0, 14)}, {"good.xml", kOld, 0}});
    const auto done = rewrite(input, editor());
    CHECK(done.whole);
    CHECK(done.editor.unread.size() == 1);
    CHECK(members(done.output) == Lines{"bad.gz=" + gzip(kOld).substr(0, 14), "good.xml=" + kNew});
    const std::string cut = gzip(kOld).substr(0, 14);
    CHECK(rewrite(cut, editor()).output == cut);
}

TEST_CASE("damage in what is written anew is never silent, and the output is known to be short") {
    const std::string text = "<Server>" + std::string(200'000, 'x') + "OLD</Server>";
    for (const std::string& input :
         {gzip(text), zip({{"a.xml", text}, {"b", "y"}}), zip({{"a.xml", text, 0}, {"b", "y"}}),
          gzip(zip({{"a.gz", gzip(text), 0}}))}) {
        for (std::size_t cut = 0; cut < input.size(); cut += cut < input.size() - 200 ? 997 : 1) {
            CAPTURE(cut);
            const auto done = rewrite(input.substr(0, cut), editor(), 50'000);
            CHECK((cut == 0 || !done.editor.unread.empty() || !done.editor.others.empty()));
            CHECK((!done.whole || done.output == input.substr(0, cut)));
        }
    }
    for (const std::string& input : {zip({{"a.xml", text}, {"b", "y", 8, 0, true, true, 4, 1}}),
                                     zip({{"b", "y"}}) + zip({{"a.xml", text}}).substr(100'000)}) {
        const auto done = rewrite(input, editor());
        CHECK(done.editor.unread.size() == 1);
        CHECK(done.whole == (done.output == input));
    }
    std::string flipped = gzip(text);
    flipped[flipped.size() - 6] = static_cast<char>(flipped[flipped.size() - 6] ^ 1);
    const auto done = rewrite(flipped, editor());
    CHECK_FALSE(done.whole);
    CHECK_FALSE(done.editor.unread.empty());
}

TEST_CASE("compressed data that never comes to a text is left as it is, in bounded memory", "[slow]") {
    const std::string empty = gzip("");
    std::string input;
    while (input.size() < 40'000'000) {
        input += empty;
    }
    const auto done = rewrite(input + gzip(kOld), editor(), 1'000'000);
    CHECK(done.whole);
    CHECK(done.output == input + gzip(kOld));
    CHECK(done.editor.unread.size() == 1);
}
