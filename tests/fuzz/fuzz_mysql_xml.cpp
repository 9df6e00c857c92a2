// Any bytes: MysqlXmlSource neither crashes nor changes what it rewrites without edits.
#include "source/mysql_xml_source.hpp"
#include "support/fuzz_reader.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    postern::test::fuzz_reader<postern::source::MysqlXmlSource>(data, size);
    return 0;
}
