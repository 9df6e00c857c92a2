#include "cli/running_postfix.hpp"

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>

#include "base/process.hpp"

namespace postern::cli {

namespace {

constexpr const char* kName = "postconf -n";

class TextInput : public base::ByteSource {
public:
    explicit TextInput(std::string_view text) : text_(text) {}

    std::size_t read(std::span<char> buffer) override {
        const std::size_t count = text_.copy(buffer.data(), buffer.size());
        text_.remove_prefix(count);
        return count;
    }

private:
    std::string_view text_;
};

FileResult not_read(const char* reason) {
    FileResult result;
    result.sources.push_back(
        {kName, std::string(target::kind_name(target::ContentKind::postfix_main_cf)), 0, {{0, reason}}});
    return result;
}

void leave_out(const std::string& path, std::vector<target::FoundFile>& files) {
    std::erase_if(files, [&](const target::FoundFile& file) {
        std::error_code error;
        return file.path != "-" && std::filesystem::equivalent(file.path, path, error) && !error;
    });
}

}  // namespace

FileResult no_postfix() {
    return not_read("there is no Postfix on this host, so nothing is known of the mail it sends");
}

std::optional<FileResult> scan_running_postfix(const ScanContext& context,
                                               std::vector<target::FoundFile>& files) {
    const auto folder = base::run_program({"postconf", "-dh", "config_directory"});
    if (!folder) {
        return std::nullopt;
    }
    const std::string path = folder->out.substr(0, folder->out.find('\n'));
    std::error_code error;
    if (folder->status == 0 && !std::filesystem::exists(path + "/main.cf", error) && !error) {
        return std::nullopt;
    }
    const auto parameters = base::run_program({"postconf", "-n"});
    if (folder->status != 0 || !parameters || parameters->status != 0) {
        return not_read("postconf cannot read the configuration: run postconf -n by hand to see why");
    }
    leave_out(path + "/main.cf", files);
    TextInput text(parameters->out);
    return FileScanner(context).scan_postfix(kName, text, path);
}

}  // namespace postern::cli
