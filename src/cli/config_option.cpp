#include "cli/config_option.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <memory>
#include <vector>

#include "base/text.hpp"
#include "cli/whole_file.hpp"
#include "postern/error.hpp"
#include "rules/toml_document.hpp"

namespace postern::cli {

namespace {

using rules::TomlEntry;
using rules::TomlType;
using rules::TomlValue;
using Items = std::vector<CLI::ConfigItem>;

constexpr const char* kHint = "a [table] for each command, and in it its long options: format = \"json\"";

constexpr const char* kOfCommands = "--config FILE takes options from a TOML file.\n\n";

constexpr std::size_t kMostBytes = 1U << 20U;

// An option that the file gave, and the command line did not.
struct Taken {
    std::string name;  // "--format"
    std::size_t line = 0;
};

// Dates and fractions, and what is nested, are no values of options.
bool is_scalar(const TomlValue& value) {
    return value.type == TomlType::text || value.type == TomlType::integer || value.type == TomlType::boolean;
}

class ConfigReader : public CLI::Config {
public:
    explicit ConfigReader(const CLI::App& application) : application_(application) {}

    // Looks at the file before CLI11 opens it, which would wait for ever at a FIFO.
    void read(const std::string& path) {
        if (!path_.empty() && path_ != path) {
            throw Error(ErrorKind::usage, "--config is given twice", "put the options into one file");
        }
        text_ = read_option_file(path, kMostBytes);
        path_ = path;
    }

    const std::string& path() const { return path_; }

    Items from_config(std::istream&) const override {
        Items found;
        taken_.clear();
        read_table(rules::parse_foreign_toml(text_, path_), application_, {}, found);
        return found;
    }

    // nullptr: the message names no option of the file.
    const Taken* named_in(const std::string& message) const {
        for (const Taken& taken : taken_) {
            const std::size_t at = message.find(taken.name);
            const std::size_t end = message.find_first_not_of("abcdefghijklmnopqrstuvwxyz-", at);
            if (at != std::string::npos && message.substr(at, end - at) == taken.name) {
                return &taken;
            }
        }
        return nullptr;
    }

    // Nothing writes such a file.
    std::string to_config(const CLI::App*, bool, bool, std::string) const override { return {}; }

private:
    // Anything may stand in a file that is none of ours, a password too.
    [[noreturn]] void refuse(const TomlEntry& entry, const std::string& what,
                             const std::string& hint = kHint) const {
        throw Error(ErrorKind::usage,
                    fmt::format("{}, line {}: {}{}", base::printable(path_), entry.place.line,
                                rules::shown_key(entry.key), what),
                    hint);
    }

    // All of it is checked; only what is about the command of this run goes on.
    void read_table(const TomlValue& table, const CLI::App& command, const std::vector<std::string>& parents,
                    Items& found) const {
        for (const TomlEntry& entry : table.entries) {
            if (entry.value.type == TomlType::table) {
                read_command(entry, command, parents, found);
            } else {
                read_option(entry, command, parents, found);
            }
        }
    }

    void read_command(const TomlEntry& entry, const CLI::App& command, std::vector<std::string> parents,
                      Items& found) const {
        const auto known =
            command.get_subcommands([&entry](const CLI::App* sub) { return sub->get_name() == entry.key; });
        if (known.empty()) {
            refuse(entry, parents.empty() ? " is no command" : " is no command below " + parents.back());
        }
        parents.push_back(entry.key);
        read_table(entry.value, *known.front(), parents, found);
    }

    void read_option(const TomlEntry& entry, const CLI::App& command, const std::vector<std::string>& parents,
                     Items& found) const {
        const CLI::Option* option = parents.empty() ? nullptr : command.get_option_no_throw("--" + entry.key);
        if (option == nullptr || entry.key == "help" || entry.key == "config") {
            refuse(entry, parents.empty() ? " stands in no [table] of a command"
                                          : " is no option of " + parents.back());
        }
        if (!option->get_configurable()) {
            refuse(entry, " cannot stand in a file",
                   "what changes something, or logs in somewhere, is typed: --" + entry.key);
        }
        CLI::ConfigItem item{parents, entry.key, values(entry, *option)};
        if (command.parsed()) {
            if (option->empty()) {
                taken_.push_back({"--" + entry.key, entry.place.line});
            }
            found.push_back(std::move(item));
        }
    }

    std::vector<std::string> values(const TomlEntry& entry, const CLI::Option& option) const {
        const bool is_flag = option.get_expected_min() == 0;
        const bool is_list = entry.value.type == TomlType::array && option.get_items_expected_max() > 1;
        std::vector<std::string> texts;
        for (const TomlValue& value : is_list ? entry.value.items : std::vector<TomlValue>{entry.value}) {
            if (!is_scalar(value) || is_flag != (value.type == TomlType::boolean)) {
                refuse(entry, " does not take this value",
                       is_flag ? "it takes true or false" : "it takes a string or a number");
            }
            texts.push_back(value.text);
        }
        return texts;
    }

    const CLI::App& application_;
    std::string path_;
    std::string text_;
    mutable std::vector<Taken> taken_;  // of the last from_config(), which CLI11 wants to be const
};

// Of the application that the command belongs to; nullptr: it has no such option.
std::shared_ptr<ConfigReader> reader_of(const CLI::App& command) {
    const CLI::App* application = &command;
    while (application->get_parent() != nullptr) {
        application = application->get_parent();
    }
    return std::dynamic_pointer_cast<ConfigReader>(application->get_config_formatter());
}

// An option of the application is one of its commands, wherever it stands.
void let_fall_through(CLI::App& application) {
    for (CLI::App* command : application.get_subcommands([](CLI::App*) { return true; })) {
        command->fallthrough();
        command->footer(kOfCommands + command->get_footer());
        let_fall_through(*command);
    }
}

}  // namespace

void add_config_option(CLI::App& application) {
    const auto reader = std::make_shared<ConfigReader>(application);
    const auto read = [reader](const std::string& path) {
        reader->read(path);
        return std::string();
    };
    application.config_formatter(reader);
    application.set_config("--config", "", "Take options from a TOML file; those typed here go before it")
        ->check(CLI::Validator(read, ""))
        ->type_name("FILE");
    let_fall_through(application);
}

std::string config_file(const CLI::App& command) {
    const auto reader = reader_of(command);
    return reader == nullptr ? std::string() : reader->path();
}

Error told_of_config(const CLI::App& application, const Error& error) {
    const auto reader = reader_of(application);
    const Taken* taken =
        reader == nullptr || error.kind() != ErrorKind::usage ? nullptr : reader->named_in(error.what());
    return taken == nullptr ? error
                            : Error(error.kind(),
                                    fmt::format("{} ({} came from {}, line {})", error.what(), taken->name,
                                                base::printable(reader->path()), taken->line),
                                    error.hint());
}

}  // namespace postern::cli
