#include "cli/source_factory.hpp"

#include "catch.hpp"
#include "postern/error.hpp"
#include "support/memory_stream.hpp"

using namespace postern;
using target::ContentKind;

TEST_CASE("every kind that is read has its reader, no other has one") {
    test::MemorySource source("");
    base::ByteWindow window(source);
    for (const ContentKind kind :
         {ContentKind::pg_dump_plain, ContentKind::mysql_dump, ContentKind::hsqldb_script,
          ContentKind::jira_xml, ContentKind::activeobjects_xml, ContentKind::confluence_xml,
          ContentKind::tomcat_xml, ContentKind::product_xml, ContentKind::mysql_xml,
          ContentKind::postfix_main_cf, ContentKind::properties, ContentKind::jvm_options,
          ContentKind::jira_log}) {
        CHECK(cli::make_source(kind, window) != nullptr);
    }
    for (const ContentKind kind : {ContentKind::empty, ContentKind::unknown, ContentKind::compressed,
                                   ContentKind::zip, ContentKind::not_read}) {
        CHECK_THROWS_AS(cli::make_source(kind, window), Error);
    }
}
