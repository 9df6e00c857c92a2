#include "cli/file_option.hpp"

#include <CLI/CLI.hpp>

#include "postern/error.hpp"

namespace postern::cli {

void add_file_option(CLI::App& command, const std::string& name, const std::string& help, std::string& path) {
    const auto take = [&path, name](const std::string& given) {
        if (given.empty()) {
            throw Error(ErrorKind::usage, name + " takes a file", "is a variable of your script unset?");
        }
        path = given;
    };
    command.add_option_function<std::string>(name, take, help)->type_name("FILE");
}

}  // namespace postern::cli
