#include "base/base64.hpp"
#include "base/digest.hpp"
#include "catch.hpp"
#include "report/html_head.hpp"
#include "sample_report.hpp"

using namespace postern;
using test::contains;

namespace {

std::string between(const std::string& text, const std::string& begin, const std::string& end) {
    const std::size_t at = text.find(begin) + begin.size();
    return text.substr(at, text.find(end, at) - at);
}

std::string hex(const std::string& bytes) {
    std::string digits;
    for (const char c : bytes) {
        constexpr std::string_view kDigits = "0123456789abcdef";
        digits += kDigits[static_cast<unsigned char>(c) >> 4U];
        digits += kDigits[static_cast<unsigned char>(c) & 15U];
    }
    return digits;
}

}  // namespace

TEST_CASE("The policy allows this style and this script, and nothing else") {
    report::HtmlPage page;
    report::write_head({}, page);
    report::write_end(page);
    const std::string html = page.html();
    const std::string style = between(html, "style-src 'sha256-", "'");
    const std::string script = between(html, "script-src 'sha256-", "'");
    CHECK(contains(html, "default-src 'none'; style-src"));
    CHECK(hex(base::decode_base64(style).value_or("")) ==
          base::sha256_hex(between(html, "<style>", "</style>")));
    CHECK(hex(base::decode_base64(script).value_or("")) ==
          base::sha256_hex(between(html, "<script>", "</script>")));
}

TEST_CASE("The title is the verdict") {
    report::HtmlPage page;
    Report report;
    report.sources = {test::sample_source("a.sql")};
    report::write_head(report, page);
    CHECK(contains(page.html(), "<title>postern: No mail credentials found in 1 source (2.0 KiB).</title>"));
}
