#include "cli/report_places.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

#include "postern/error.hpp"

namespace postern::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::array<std::pair<std::string_view, ReportFormat>, 6> kFormats = {{
    {"text", ReportFormat::text},
    {"json", ReportFormat::json},
    {"html", ReportFormat::html},
    {"sarif", ReportFormat::sarif},
    {"csv", ReportFormat::csv},
    {"junit", ReportFormat::junit},
}};

[[noreturn]] void refuse(const char* what, const char* hint) {
    throw Error(ErrorKind::usage, what, hint);
}

ReportFormat format_of(std::string_view word) {
    const auto* found = std::find_if(kFormats.begin(), kFormats.end(),
                                     [word](const auto& entry) { return entry.first == word; });
    if (found == kFormats.end()) {
        refuse(
            "--format does not know this word",
            "it takes text|json|html|sarif|csv|junit, or several with their files: html=a.html,json=b.json");
    }
    return found->second;
}

// Of a form without a file, `output`.
ReportPlace place_of(std::string_view part, const std::string& output) {
    const std::size_t equals = part.find('=');
    const ReportFormat format = format_of(part.substr(0, equals));
    if (equals == std::string_view::npos) {
        return {format, output};
    }
    if (equals + 1 == part.size()) {
        refuse("--format names a form without its file", "is a variable of your script unset?");
    }
    return {format, std::string(part.substr(equals + 1))};
}

fs::path file_of(const std::string& path) {
    return path == "-" ? fs::path("/dev/stdout") : fs::absolute(path);
}

// Also of files that are yet to be made.
bool same_place(const std::string& a, const std::string& b) {
    std::error_code error;
    return file_of(a) == file_of(b) || fs::equivalent(file_of(a), file_of(b), error) ||
           fs::weakly_canonical(file_of(a), error) == fs::weakly_canonical(file_of(b), error);
}

bool any_two_alike(const std::vector<ReportPlace>& places) {
    for (std::size_t i = 0; i < places.size(); ++i) {
        const auto clashes = [&](const ReportPlace& other) { return same_place(places[i].path, other.path); };
        if (std::any_of(places.begin() + static_cast<std::ptrdiff_t>(i) + 1, places.end(), clashes)) {
            return true;
        }
    }
    return false;
}

}  // namespace

std::vector<ReportPlace> report_places(const std::string& forms, const std::string& output) {
    if (forms.empty()) {
        return {{ReportFormat::text, output}};
    }
    std::vector<ReportPlace> places;
    bool any_for_output = false;
    for (std::size_t begin = 0; begin <= forms.size();) {
        const std::size_t end = std::min(forms.find(',', begin), forms.size());
        const std::string_view part = std::string_view(forms).substr(begin, end - begin);
        if (part.find('=') == std::string_view::npos && std::exchange(any_for_output, true)) {
            format_of(part);
            refuse("--format names two forms without a file", "write FORM=FILE for all but one");
        }
        places.push_back(place_of(part, output));
        begin = end + 1;
    }
    if (!any_for_output && !output.empty() && output != "-") {
        refuse("the file has no form: each one in --format has its own file",
               "name the form alone to write it there, as in --format text,json=b.json");
    }
    if (any_two_alike(places)) {
        refuse("two reports would go to one place", "give each a file of its own");
    }
    return places;
}

}  // namespace postern::cli
