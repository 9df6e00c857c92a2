#include "source/mydumper_metadata_source.hpp"

#include "support/read_outcome.hpp"

using namespace postern;

namespace {

std::unique_ptr<Source> make(base::ByteWindow& window) {
    return std::make_unique<source::MydumperMetadataSource>(window);
}

const std::string kText =
    "# Started dump at: 2026-01-01 00:00:00\n[config]\nquote-character = BACKTICK\n\n[`jira`.`mailserver`]\n"
    "real_table_name=mailserver\nrows = 2\ndata_checksum = 1234\nschema_checksum = "
    "99\n\n[`jira`.`issue`]\nrows = 1\n"
    "data_checksum = 77\n# Finished dump at: 2026-01-01 00:00:01\n";

}  // namespace

TEST_CASE("checksums of wanted tables are no longer in mydumper's metadata") {
    for (const std::size_t piece : {1U, 9U, 1000U}) {
        const auto found = test::read_all(make, kText, test::CollectingSink({"mailserver"}), piece);
        std::string expected = kText;
        expected.erase(expected.find("data_checksum = 1234\n"), 21);
        CHECK(found.output == expected);
        CHECK(found.records.empty());
        CHECK(found.skips.empty());
    }
}

TEST_CASE("mydumper's metadata stays as it is when nothing in it is wanted") {
    const std::string old = "Started dump at: 2026-01-01 00:00:00\nSHOW MASTER STATUS:\n\tLog: a\n\tPos: 1\n";
    const std::string no_end = "# Started dump at: x\n[`a`.`b`" + std::string(200'000, 'x');
    CHECK(test::read_all(make, kText, test::CollectingSink({"other"}), 5).output == kText);
    CHECK(test::read_all(make, old).output == old);
    CHECK(test::read_all(make, no_end).output == no_end);
    CHECK(test::read_all(make, "").output.empty());
    CHECK(test::read_outcome(make, kText).complete());
}
