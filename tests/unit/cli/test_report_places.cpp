#include "cli/report_places.hpp"

#include <filesystem>
#include <fstream>

#include "catch.hpp"
#include "postern/error.hpp"
#include "support/temporary_folder.hpp"

using namespace postern;
using cli::report_places;
using cli::ReportFormat;

namespace {

std::string refusal(const std::string& forms, const std::string& output = "-") {
    try {
        static_cast<void>(report_places(forms, output));
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::usage);
        CHECK_FALSE(error.hint().empty());
        return error.what();
    }
    return "";
}

}  // namespace

TEST_CASE("One form goes where the output goes") {
    const auto places = report_places("sarif", "r.sarif");
    REQUIRE(places.size() == 1);
    CHECK(places[0].format == ReportFormat::sarif);
    CHECK(places[0].path == "r.sarif");
    CHECK(report_places("", "-").at(0).format == ReportFormat::text);
}

TEST_CASE("Several forms have files of their own, all but one") {
    const auto places = report_places("html=a=b.html,text,junit=c.xml", "out");
    REQUIRE(places.size() == 3);
    CHECK(places[0].format == ReportFormat::html);
    CHECK(places[0].path == "a=b.html");
    CHECK(places[1].path == "out");
    CHECK(places[2].format == ReportFormat::junit);
    CHECK(places[2].path == "c.xml");
}

TEST_CASE("What cannot be told is refused") {
    for (const char* forms : {"pdf", "report.html", "=x", "html=a,", ",html=a", "HTML", "html=a,b"}) {
        INFO(forms);
        CHECK(refusal(forms) == "--format does not know this word");
    }
    CHECK(refusal("html=") == "--format names a form without its file");
    CHECK(refusal("html,json") == "--format names two forms without a file");
    CHECK(refusal("html=a", "b") == "the file has no form: each one in --format has its own file");
    CHECK(refusal("html=a", "").empty());
}

TEST_CASE("Two reports do not go to one place") {
    const test::TemporaryFolder folder;
    const std::string file = folder.path + "/a";
    const std::string same = folder.path + "/x/../a";
    std::filesystem::create_directory(folder.path + "/x");
    CHECK(refusal("html=" + file + ",json=" + file) == "two reports would go to one place");
    CHECK(refusal("html=" + file + ",json=" + same) == "two reports would go to one place");
    CHECK(refusal("html,json=-") == "two reports would go to one place");
    CHECK(refusal("html,json=/dev/stdout") == "two reports would go to one place");
    std::ofstream(file) << "x";
    std::filesystem::create_symlink(file, folder.path + "/link");
    CHECK(refusal("html=" + file + ",json=" + folder.path + "/link") == "two reports would go to one place");
    CHECK(refusal("html=" + file + ",json=" + file + "2").empty());
}
