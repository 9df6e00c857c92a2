#include "report/html_head.hpp"

#include <cstdlib>
#include <string>
#include <string_view>

#include "base/base64.hpp"
#include "base/digest.hpp"
#include "report/html_assets.hpp"
#include "report/verdict.hpp"

namespace postern::report {

namespace {

std::string_view asset(std::string_view name) {
    for (const HtmlAsset& asset : html_assets()) {
        if (asset.name == name) {
            return asset.text;
        }
    }
    std::abort();  // the build put it there
}

// As a Content-Security-Policy names a text that may be used.
std::string policy_hash(std::string_view text) {
    const std::string digits = base::sha256_hex(text);
    std::string bytes;
    for (std::size_t at = 0; at + 1 < digits.size(); at += 2) {
        bytes += static_cast<char>(std::stoi(digits.substr(at, 2), nullptr, 16));
    }
    return base::encode_base64(bytes);
}

}  // namespace

void write_head(const Report& report, HtmlPage& page) {
    page << "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-";
    page.asset(policy_hash(asset("report.css"))) << "'; script-src 'sha256-";
    page.asset(policy_hash(asset("report.js")))
        << "'; base-uri 'none'; form-action 'none'\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
           "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" "
           "content=\"no-referrer\">\n"
           "<title>postern: ";
    page.text(verdict(report).front().text) << "</title>\n<style>";
    page.asset(asset("report.css")) << "</style>\n</head>\n<body>\n";
}

void write_end(HtmlPage& page) {
    page << "<script>";
    page.asset(asset("report.js")) << "</script>\n</body>\n</html>\n";
}

}  // namespace postern::report
