#include "postfix/host_name.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.hpp"

namespace postern::postfix {

namespace {

constexpr std::string_view kNameCharacters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";

using AddressBytes = std::array<unsigned char, 16>;

// A zero byte would hide what follows it.
bool is_of_family(int family, std::string_view text, AddressBytes& bytes) {
    return text.find('\0') == std::string_view::npos &&
           ::inet_pton(family, std::string(text).c_str(), bytes.data()) == 1;
}

bool is_of_family(int family, std::string_view text) {
    AddressBytes bytes{};
    return is_of_family(family, text, bytes);
}

bool has_no_host_bits(const AddressBytes& bytes, unsigned prefix, unsigned width) {
    for (unsigned bit = prefix; bit < width; ++bit) {
        if ((bytes[bit / 8] & (0x80U >> (bit % 8))) != 0) {
            return false;
        }
    }
    return true;
}

}  // namespace

bool is_host_name(std::string_view text) {
    constexpr std::size_t kLongest = 253;
    return !text.empty() && text.size() <= kLongest &&
           text.find_first_not_of(kNameCharacters) == std::string_view::npos && text.front() != '-' &&
           text.front() != '.' && text.find_first_not_of("0123456789.") != std::string_view::npos;
}

bool is_address(std::string_view text) {
    return is_of_family(AF_INET, text) || is_of_family(AF_INET6, text);
}

bool is_network(std::string_view text) {
    const std::size_t slash = text.find('/');
    std::string_view address = text.substr(0, slash);
    const bool brackets = address.size() > 2 && address.front() == '[' && address.back() == ']';
    address = brackets ? address.substr(1, address.size() - 2) : address;
    AddressBytes bytes{};
    const unsigned width = brackets ? 128 : 32;
    if (!is_of_family(brackets ? AF_INET6 : AF_INET, address, bytes)) {
        return false;
    }
    unsigned prefix = width;
    if (slash != std::string_view::npos) {
        const char* end = text.data() + text.size();
        const auto read = std::from_chars(text.data() + slash + 1, end, prefix);
        if (read.ec != std::errc() || read.ptr != end) {
            return false;
        }
    }
    return prefix > 0 && prefix <= width && has_no_host_bits(bytes, prefix, width);
}

bool is_loopback(std::string_view host) {
    return base::equal_without_case(host, "localhost") || host == "::1" ||
           (is_of_family(AF_INET, host) && host.starts_with("127."));
}

bool is_usual_loopback(std::string_view host) {
    return base::equal_without_case(host, "localhost") || host == "::1" || host == "127.0.0.1";
}

std::string nexthop(std::string_view host, unsigned port) {
    const std::string_view prefix = is_of_family(AF_INET6, host) ? "[ipv6:" : "[";
    return std::string(prefix).append(host).append("]:").append(std::to_string(port));
}

bool is_plain_address(std::string_view text) {
    constexpr std::size_t kLongest = 254;  // what fits into the path of MAIL FROM
    const std::size_t at = text.find('@');
    if (text.size() > kLongest || at == 0 || at == std::string_view::npos || at + 1 == text.size() ||
        text.find('@', at + 1) != std::string_view::npos) {
        return false;
    }
    const auto plain = [](char c) { return static_cast<unsigned char>(c) > ' ' && c != '\x7F'; };
    return text.front() != '#' && base::is_valid_utf8(text) &&
           text.find_first_of("\"'\\<>()[],;:") == std::string_view::npos &&
           std::all_of(text.begin(), text.end(), plain);
}

std::string_view address_in(std::string_view text) {
    const std::size_t open = text.rfind('<');
    const std::size_t close = text.find('>', open == std::string_view::npos ? 0 : open);
    if (open == std::string_view::npos || close == std::string_view::npos) {
        return text;
    }
    return text.substr(open + 1, close - open - 1);
}

}  // namespace postern::postfix
