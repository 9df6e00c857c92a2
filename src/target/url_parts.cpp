#include "target/url_parts.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>

#include "postern/error.hpp"

namespace postern::target {

namespace {

constexpr std::size_t kLongestName = 64;

[[noreturn]] void refuse(const std::string& what) {
    throw Error(
        ErrorKind::usage, "a database URL " + what,
        "the form is postgresql://USER@HOST:PORT/DATABASE, or mysql://; encode other characters as %XX");
}

bool is_port(std::string_view text) {
    std::uint16_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() && number != 0;
}

UrlHost split_host(std::string_view text) {
    UrlHost host;
    std::string_view rest;
    if (text.starts_with('[')) {
        const std::size_t close = text.find(']');
        if (close == std::string_view::npos) {
            refuse("has an IPv6 address without its closing bracket");
        }
        host.name = percent_decoded(text.substr(1, close - 1));
        rest = text.substr(close + 1);
    } else {
        const std::size_t colon = std::min(text.find(':'), text.size());
        host.name = percent_decoded(text.substr(0, colon));
        rest = text.substr(colon);
    }
    if (!rest.empty() && rest != ":") {
        if (rest[0] != ':' || !is_port(rest.substr(1))) {
            refuse("has a port that is not a number from 1 to 65535");
        }
        host.port = rest.substr(1);
    }
    return host;
}

}  // namespace

std::string percent_decoded(std::string_view text) {
    std::string decoded;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            decoded += text[i];
            continue;
        }
        unsigned byte = 0;
        const char* digits = text.data() + i + 1;
        const char* end = text.data() + std::min(i + 3, text.size());
        if (std::from_chars(digits, end, byte, 16).ptr != digits + 2 || byte == 0) {
            refuse("has a % that is not followed by two hexadecimal digits");
        }
        decoded += static_cast<char>(byte);
        i += 2;
    }
    return decoded;
}

std::vector<UrlHost> split_hosts(std::string_view text) {
    std::vector<UrlHost> hosts;
    while (!text.empty()) {
        const std::size_t comma = std::min(text.find(','), text.size());
        hosts.push_back(split_host(text.substr(0, comma)));
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
    return hosts;
}

UrlParameters split_parameters(std::string_view text) {
    UrlParameters parameters;
    while (!text.empty()) {
        const std::string_view one = text.substr(0, std::min(text.find('&'), text.size()));
        text.remove_prefix(std::min(one.size() + 1, text.size()));
        const std::size_t equals = one.find('=');
        if (one.empty()) {
            continue;
        }
        if (equals == 0 || equals == std::string_view::npos) {
            refuse("has a parameter that is not NAME=VALUE");
        }
        parameters.emplace_back(percent_decoded(one.substr(0, equals)),
                                percent_decoded(one.substr(equals + 1)));
    }
    return parameters;
}

bool is_showable_name(std::string_view name) {
    return name.size() <= kLongestName && std::all_of(name.begin(), name.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '-' || c == '_';
           });
}

}  // namespace postern::target
