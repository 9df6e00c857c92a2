#include "cli/choice_option.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>

#include "postern/error.hpp"

namespace postern::cli {

void add_word_option(CLI::App& command, const std::string& name, const std::string& help,
                     const std::vector<std::string>& words, std::function<void(std::size_t)> choose) {
    std::string all;
    for (const std::string& word : words) {
        all += (all.empty() ? "" : "|") + word;
    }
    const auto take = [words, choose = std::move(choose), name, all](const std::string& chosen) {
        const auto found = std::find(words.begin(), words.end(), chosen);
        if (found == words.end()) {
            throw Error(ErrorKind::usage, name + " does not know this word", "it takes " + all);
        }
        choose(static_cast<std::size_t>(found - words.begin()));
    };
    command.add_option_function<std::string>(name, take, help)->type_name(all);
}

}  // namespace postern::cli
