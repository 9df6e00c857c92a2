// Any bytes, read as each kind of XML: nothing crashes, and what goes out is what came in.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/byte_window.hpp"
#include "source/activeobjects_xml_source.hpp"
#include "source/confluence_xml_source.hpp"
#include "source/jira_xml_source.hpp"
#include "source/product_xml_source.hpp"
#include "source/tomcat_xml_source.hpp"
#include "support/memory_stream.hpp"

namespace {

using namespace postern;

struct Quiet : RecordSink {
    bool wants(RecordShape, std::string_view) override { return true; }
    std::span<const Edit> record(const Record& record) override {
        for (const Field& field : record.fields) {
            if (field.bytes.begin > field.bytes.end || field.bytes.end > record.bytes.end) {
                std::abort();
            }
        }
        return {};
    }
    void skip(const Skip&) override {}
};

template <typename Reader>
void check_identity(const std::string& input, std::size_t piece) {
    test::MemorySource bytes(input, piece);
    test::MemorySink output;
    base::ByteWindow window(bytes, &output, 64);
    Quiet sink;
    Reader(window).read(sink);
    window.flush();
    if (output.text != input) {
        std::abort();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    const std::size_t piece = data[0] + std::size_t{1};
    const std::string input(reinterpret_cast<const char*>(data) + 1, size - 1);
    check_identity<source::JiraXmlSource>(input, piece);
    check_identity<source::ActiveObjectsXmlSource>(input, piece);
    check_identity<source::ConfluenceXmlSource>(input, piece);
    check_identity<source::TomcatXmlSource>(input, piece);
    check_identity<source::ProductXmlSource>(input, piece);
    return 0;
}
