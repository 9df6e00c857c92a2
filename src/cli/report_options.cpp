#include "cli/report_options.hpp"

#include <CLI/CLI.hpp>

#include "cli/choice_option.hpp"
#include "cli/empty_word.hpp"

namespace postern::cli {

void add_report_options(CLI::App& command, ReportOutput& output, const std::string& forms) {
    static const Choices<ColorChoice> kColors{
        {"auto", ColorChoice::automatic}, {"always", ColorChoice::always}, {"never", ColorChoice::never}};
    command.add_option("--format", output.forms, "Form of the report (default text); several with files")
        ->check(CLI::Validator(refuse_empty, ""))
        ->type_name(forms);
    command.add_option("-o,--output", output.path, "Write the report to a file")->type_name("FILE");
    add_choice(command, "--color", "Colour the text report (default auto)", kColors, output.color);
}

void add_fail_on(CLI::App& command, std::optional<Severity>& fail_on) {
    static const Choices<std::optional<Severity>> kSeverities{{"high", Severity::high},
                                                              {"medium", Severity::medium},
                                                              {"low", Severity::low},
                                                              {"never", std::nullopt}};
    add_choice(command, "--fail-on", "Least severity that makes the exit code 1 (default low)", kSeverities,
               fail_on);
}

}  // namespace postern::cli
