#include "source/placeholder_resolver.hpp"

#include <filesystem>
#include <fstream>

#include "catch.hpp"
#include "source/tomcat_xml_source.hpp"
#include "support/reader_properties.hpp"
#include "support/temporary_folder.hpp"

using namespace postern;
using namespace postern::test;

namespace {

struct Installation : TemporaryFolder {
    Installation() {
        std::filesystem::create_directory(path + "/conf");
        std::ofstream(path + "/conf/catalina.properties") << "pw=secret\n";
    }
    MakeSource make() const {
        return [this](base::ByteWindow& window) {
            return std::make_unique<source::TomcatXmlSource>(window, source::TomcatPlace{path});
        };
    }
};

const std::string kInput = "<C><Resource a='${pw}' b='${none}' c='d'/><!-- <Resource a='x${pw}'/> --></C>";

}  // namespace

TEST_CASE("known placeholders have their values, others stay") {
    const Installation tomcat;
    const ReadResult result = read_all(tomcat.make(), kInput, CollectingSink({"resource"}));
    REQUIRE(result.records.size() == 2);
    CHECK(result.records[0].value("a") == "secret");
    CHECK(result.records[0].value("b") == "${none}");
    CHECK(result.records[0].value("c") == "d");
    CHECK(result.records[1].value("a") == "xsecret");
    CHECK(result.output == kInput);
}

TEST_CASE("where a value stands is said of its field alone") {
    const Installation tomcat;
    struct Places : CollectingSink {
        std::span<const Edit> record(const Record& record) override {
            for (const Field& field : record.fields) {
                places.emplace_back(field.stands_in);
            }
            return {};
        }
        std::vector<std::string> places;
    } sink;
    MemorySource bytes(kInput, 100);
    base::ByteWindow window(bytes);
    tomcat.make()(window)->read(sink);
    const std::string place = tomcat.path + "/conf/catalina.properties, pw";
    const bool has_place = std::count(sink.places.begin(), sink.places.end(), place) == 2;
    CHECK(has_place);
    CHECK(std::count(sink.places.begin(), sink.places.end(), "") ==
          static_cast<std::ptrdiff_t>(sink.places.size()) - 2);
}

TEST_CASE("an edit replaces a placeholder") {
    const Installation tomcat;
    CollectingSink sink({"resource"});
    sink.edit = Edit{0, "", "new"};
    CHECK(read_all(tomcat.make(), kInput, sink).output ==
          "<C><Resource a='new' b='${none}' c='d'/><!-- <Resource a='x${pw}'/> --></C>");
}

TEST_CASE("a configuration that lies nowhere keeps its placeholders") {
    const auto make = [](base::ByteWindow& window) {
        return std::make_unique<source::TomcatXmlSource>(window);
    };
    CHECK(read_all(make, kInput, CollectingSink({"resource"})).records.at(0).value("a") == "${pw}");
}
