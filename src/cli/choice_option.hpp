// An option that takes one of a few words.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace CLI {
class App;
}

namespace postern::cli {

template <typename Value>
using Choices = std::vector<std::pair<std::string, Value>>;

// choose: gets the word's index. Another word is an Error(usage) that does not repeat it.
void add_word_option(CLI::App& command, const std::string& name, const std::string& help,
                     const std::vector<std::string>& words, std::function<void(std::size_t)> choose);

// words: they outlive the command.
template <typename Value>
void add_choice(CLI::App& command, const std::string& name, const std::string& help,
                const Choices<Value>& words, Value& value) {
    std::vector<std::string> names;
    for (const auto& [word, meaning] : words) {
        names.push_back(word);
    }
    add_word_option(command, name, help, names,
                    [&words, &value](std::size_t index) { value = words[index].second; });
}

}  // namespace postern::cli
