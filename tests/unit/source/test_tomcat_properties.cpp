#include "source/tomcat_properties.hpp"

#include <filesystem>
#include <fstream>

#include "catch.hpp"
#include "support/temporary_folder.hpp"

using namespace postern::source;

namespace {

struct Installation : postern::test::TemporaryFolder {
    Installation() {
        write("conf/catalina.properties",
              "pw=cat\\u0061lina\nempty=\nother=${pw}\nboth=from-properties\n#off=x\n");
        write("bin/setenv.sh",
              "#!/bin/sh\n# -Dcommented=x\nCATALINA_OPTS=\"-Duser=u -Dboth=from-script -Duser=v "
              "$CATALINA_OPTS\"\n");
    }

    void write(const std::string& name, const std::string& text) const {
        const std::filesystem::path file = path + "/" + name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << text;
    }

    // "text in FILE, NAME" without the folder; "-" when it is not known.
    std::string resolved(const std::string& text) const {
        TomcatProperties properties({path});
        const auto found = properties.resolve(text);
        if (!found) {
            return "-";
        }
        return found->text + " in " + found->stands_in.substr(std::min(path.size(), found->stands_in.size()));
    }
};

}  // namespace

TEST_CASE("placeholders stand for properties and options of the installation") {
    const Installation tomcat;
    CHECK(tomcat.resolved("${pw}") == "catalina in /conf/catalina.properties, pw");
    CHECK(tomcat.resolved("${user}") == "v in /bin/setenv.sh, user");
    CHECK(tomcat.resolved("a${user}b${pw}c") == "avbcatalinac in /conf/catalina.properties, pw");
    CHECK(tomcat.resolved("${empty}") == " in /conf/catalina.properties, empty");
    CHECK(tomcat.resolved("${pw:-x}") == "catalina in /conf/catalina.properties, pw");
    CHECK(tomcat.resolved("${none:-x}") == "x in ");
}

TEST_CASE("catalina.properties counts more than an option") {
    CHECK(Installation().resolved("${both}") == "from-properties in /conf/catalina.properties, both");
}

TEST_CASE("a text with anything that is not known stays") {
    const Installation tomcat;
    for (const char* text :
         {"", "pw", "${none}", "${pw} ${none}", "${pw", "$pw", "${other}", "${off}", "${commented}"}) {
        CAPTURE(text);
        CHECK(tomcat.resolved(text) == "-");
    }
}

TEST_CASE("an installation is found from its configuration files") {
    const Installation tomcat;
    const std::string real = std::filesystem::canonical(tomcat.path).string();
    for (const char* name :
         {"conf/server.xml", "conf/Catalina/localhost/jira.xml", "webapps/a/META-INF/context.xml"}) {
        CAPTURE(name);
        tomcat.write(name, "<Context/>");
        const auto place = find_tomcat(tomcat.path + "/" + name);
        REQUIRE(place.has_value());
        CHECK(place->folder == real);
    }
    tomcat.write("a/b/c/d/e/context.xml", "<Context/>");
    CHECK_FALSE(find_tomcat(tomcat.path + "/a/b/c/d/e/context.xml").has_value());
    CHECK_FALSE(find_tomcat(tomcat.path + "/none.xml").has_value());
    const postern::test::TemporaryFolder other;
    std::ofstream(other.path + "/server.xml") << "<Server/>";
    CHECK_FALSE(find_tomcat(other.path + "/server.xml").has_value());
}
