#include "postfix/version.hpp"

#include <charconv>

namespace postern::postfix {

namespace {

constexpr Version kComparisons{3, 6};

}  // namespace

std::optional<Version> parse_version(std::string_view text) {
    Version version;
    const char* end = text.data() + text.size();
    const auto major = std::from_chars(text.data(), end, version.major);
    if (major.ec != std::errc() || major.ptr == end || *major.ptr != '.') {
        return std::nullopt;
    }
    const auto minor = std::from_chars(major.ptr + 1, end, version.minor);
    return minor.ec == std::errc() ? std::optional(version) : std::nullopt;
}

std::string text_of(Version version) {
    return std::to_string(version.major) + '.' + std::to_string(version.minor);
}

std::string_view compatibility_level(Version version) {
    return version < kComparisons ? "2" : "3.6";
}

std::string_view modern_tls(Version version) {
    return version < kComparisons ? "!SSLv2, !SSLv3, !TLSv1, !TLSv1.1" : ">=TLSv1.2";
}

}  // namespace postern::postfix
