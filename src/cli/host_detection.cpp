#include "cli/host_detection.hpp"

#include <fstream>
#include <iterator>
#include <string>

#include "base/process.hpp"

namespace postern::cli {

std::optional<postfix::Platform> platform_of_this_host() {
    std::ifstream file("/etc/os-release", std::ios::binary);
    return postfix::platform_of_release(std::string(std::istreambuf_iterator<char>(file), {}));
}

std::optional<postfix::Version> postfix_of_this_host() {
    const auto result = base::run_program({"postconf", "-dh", "mail_version"});
    if (!result || result->status != 0) {
        return std::nullopt;
    }
    return postfix::parse_version(result->out);
}

}  // namespace postern::cli
