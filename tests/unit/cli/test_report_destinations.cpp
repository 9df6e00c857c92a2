#include "cli/report_destinations.hpp"

#include <filesystem>

#include "catch.hpp"
#include "postern/error.hpp"
#include "support/read_outcome.hpp"
#include "support/temporary_folder.hpp"

using namespace postern;
using cli::ReportFormat;
using cli::ReportPlace;

TEST_CASE("A file is there only when all are written") {
    const test::TemporaryFolder folder;
    const std::string first = folder.path + "/first";
    const std::string second = folder.path + "/second";
    cli::ReportDestinations destinations({{ReportFormat::text, first}, {ReportFormat::json, second}},
                                         cli::ColorChoice::always, true);
    destinations.write([&](ReportFormat format, const cli::Terminal& terminal, base::ByteSink& sink) {
        CHECK_FALSE(std::filesystem::exists(first));
        CHECK_FALSE(std::filesystem::exists(second));
        CHECK(terminal.color);
        sink.write(format == ReportFormat::json ? "json" : "text");
    });
    CHECK(test::file_text(first) == "text");
    CHECK(test::file_text(second) == "json");
}

TEST_CASE("What cannot be written is told before anything is, and what fails leaves nothing") {
    const test::TemporaryFolder folder;
    CHECK_THROWS_AS(cli::ReportDestinations({{ReportFormat::text, folder.path + "/no/r"}},
                                            cli::ColorChoice::never, false),
                    Error);
    {
        cli::ReportDestinations destinations({{ReportFormat::text, folder.path + "/r"}},
                                             cli::ColorChoice::never, false);
        CHECK_THROWS_AS(destinations.write([](ReportFormat, const cli::Terminal&, base::ByteSink& sink) {
            sink.write("half");
            throw Error(ErrorKind::failed, "no", "");
        }),
                        Error);
    }
    CHECK(std::filesystem::is_empty(folder.path));
}
