// Any text is a report or is refused with an Error(failed); one that was read is written so that it is read
// again, compared with itself nothing in it changed, and merged with itself it is what it is merged alone.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string_view>

#include "postern/error.hpp"
#include "report/json_reader.hpp"
#include "report/json_report.hpp"
#include "report/report_diff.hpp"
#include "report/report_merge.hpp"
#include "report/text_report.hpp"
#include "support/memory_stream.hpp"

namespace {

using namespace postern;

std::string json_of(const Report& report) {
    test::MemorySink sink;
    report::write_json(report, sink);
    return sink.text;
}

std::optional<Report> read(std::string_view text) {
    try {
        return report::read_json(text, "fuzz.json");
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::failed || error.hint().empty()) {
            std::abort();
        }
    }
    return std::nullopt;
}

void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto report = read({reinterpret_cast<const char*>(data), size});
    if (!report) {
        return 0;
    }
    const std::string text = json_of(*report);
    const auto again = read(text);
    require(again && json_of(*again) == text);
    const std::string merged = json_of(report::merge_reports({*report}, "1"));
    require(json_of(report::merge_reports({*again, *report}, "1")) == merged);
    require(read(merged).has_value());
    require(report::diff_reports(*report, *again).unchanged == report->findings.size());
    test::MemorySink shown;
    report::write_text(*report, {}, shown);
    require(shown.text.find('\x1b') == std::string::npos);
    return 0;
}
