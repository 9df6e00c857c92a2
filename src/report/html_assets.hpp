// The style and the script of the HTML report, which are part of the binary.
#pragma once

#include <span>
#include <string_view>

namespace postern::report {

struct HtmlAsset {
    std::string_view name;
    std::string_view text;
};

// report.css and report.js of src/report/html, sorted by name.
std::span<const HtmlAsset> html_assets();

}  // namespace postern::report
