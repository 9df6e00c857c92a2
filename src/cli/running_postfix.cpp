#include "cli/running_postfix.hpp"

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>

#include "base/process.hpp"
#include "base/text_input.hpp"
#include "cli/running_postfix_instances.hpp"

namespace postern::cli {

namespace {

constexpr const char* kName = "postconf -n";

void leave_out(const std::string& path, std::vector<target::FoundFile>& files) {
    std::erase_if(files, [&](const target::FoundFile& file) {
        std::error_code error;
        return file.path != "-" && std::filesystem::equivalent(file.path, path, error) && !error;
    });
}

void join(FileResult more, FileResult& result) {
    const std::size_t first = result.sources.size();
    std::move(more.sources.begin(), more.sources.end(), std::back_inserter(result.sources));
    for (audit::Detection& detection : more.detections) {
        detection.finding.source += first;
        result.detections.push_back(std::move(detection));
    }
    for (audit::FoundAccount& found : more.accounts) {
        found.source += first;
        result.accounts.push_back(std::move(found));
    }
}

FileResult scan_instance(const ScanContext& context, const std::string& folder) {
    const std::string name = "postconf -c " + folder + " -n";
    const auto parameters = base::run_program({"postconf", "-c", folder, "-n"});
    if (!parameters || parameters->status != 0) {
        return instance_not_read(
            name, "an instance that multi_instance_directories names, which postconf cannot read");
    }
    base::TextInput text(parameters->out);
    return FileScanner(context).scan_postfix(name, text, folder);
}

std::optional<base::ProcessResult> ask_for_folder() {
    return base::run_program({"postconf", "-dh", "config_directory"});
}

RunningPostfix scan_own(const ScanContext& context, std::vector<target::FoundFile>& files) {
    const auto folder = ask_for_folder();
    if (!folder) {
        return {};
    }
    const std::string path = folder->out.substr(0, folder->out.find('\n'));
    std::error_code error;
    if (folder->status == 0 && !std::filesystem::exists(path + "/main.cf", error) && !error) {
        return {};
    }
    const auto parameters = base::run_program({"postconf", "-n"});
    if (folder->status != 0 || !parameters || parameters->status != 0) {
        return {instance_not_read(
                    kName, "postconf cannot read the configuration: run postconf -n by hand to see why"),
                folder->status == 0 ? std::vector{path} : std::vector<std::string>()};
    }
    base::TextInput text(parameters->out);
    RunningPostfix own{FileScanner(context).scan_postfix(kName, text, path), {path}};
    leave_out(path + "/main.cf", files);
    for (const std::string& instance : instance_folders(parameters->out, path)) {
        join(scan_instance(context, instance), *own.result);
        own.folders.push_back(instance);
        leave_out(instance + "/main.cf", files);
    }
    return own;
}

}  // namespace

FileResult no_postfix() {
    return instance_not_read(
        kName, ask_for_folder()
                   ? "Postfix is installed, but has no main.cf: nothing is known of the mail "
                     "this host sends"
                   : "there is no Postfix on this host, so nothing is known of the mail it sends");
}

RunningPostfix scan_running_postfix(const ScanContext& context, std::vector<target::FoundFile>& files) {
    RunningPostfix running = scan_own(context, files);
    const std::size_t first = files.size();
    if (auto missing = add_named_instances(files)) {
        running.result = running.result ? std::move(running.result) : std::optional<FileResult>(FileResult());
        join(std::move(*missing), *running.result);
    }
    for (std::size_t i = first; i < files.size(); ++i) {
        running.folders.push_back(std::filesystem::path(files[i].path).parent_path().string());
    }
    return running;
}

}  // namespace postern::cli
