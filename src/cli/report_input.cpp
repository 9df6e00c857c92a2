#include "cli/report_input.hpp"

#include "cli/whole_file.hpp"
#include "report/json_reader.hpp"

namespace postern::cli {

namespace {

// A hundred thousand findings, more or less.
constexpr std::size_t kMostBytes = 128U << 20U;

}  // namespace

Report read_report(const std::string& path) {
    return report::read_json(read_whole_file(path, kMostBytes), path == "-" ? "standard input" : path);
}

}  // namespace postern::cli
