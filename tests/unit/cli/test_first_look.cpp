#include "cli/first_look.hpp"

#include <fstream>

#include "catch.hpp"
#include "support/archive_writing.hpp"
#include "support/temporary_folder.hpp"

using namespace postern;

namespace {

cli::FirstLook look(const std::string& bytes) {
    const test::TemporaryFolder folder;
    std::ofstream(folder.path + "/file", std::ios::binary) << bytes;
    return cli::look_at_start(folder.path + "/file");
}

const std::string kDump = "--\n-- PostgreSQL database dump\n--\n\n-- Dumped from database version 15.18\n";

}  // namespace

TEST_CASE("a dump is one, plain or in gzip") {
    CHECK(look(kDump).is_plain_dump);
    CHECK_FALSE(look(kDump).is_spliced);
    CHECK(look(test::gzip(kDump)).is_plain_dump);
    CHECK(look(test::gzip(kDump)).is_spliced);
    CHECK_FALSE(look(test::gzip(kDump)).is_zip);
}

TEST_CASE("a ZIP file is spliced, whatever is in it") {
    const cli::FirstLook found = look(test::zip({{"a.sql", kDump}}));
    CHECK(found.is_spliced);
    CHECK(found.is_zip);
    CHECK_FALSE(found.is_plain_dump);
}

TEST_CASE("what is neither, or cannot be read, is neither") {
    for (const std::string& bytes : {std::string(), std::string("some words"), std::string("BZh9 and so on"),
                                     test::gzip(kDump).substr(0, 12), test::gzip("\x07")}) {
        const cli::FirstLook found = look(bytes);
        CHECK_FALSE(found.is_plain_dump);
    }
    CHECK_FALSE(cli::look_at_start("/no/such/file").is_spliced);
}
