#include "postfix/transport_names.hpp"

#include "base/text.hpp"

namespace postern::postfix {

namespace {

constexpr std::size_t kLongest = 36;  // leaves room for a number

// Runs of anything else become one '_'.
std::string reduced(std::string_view text) {
    std::string result;
    for (const char c : base::lower(text)) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (plain) {
            result += c;
        } else if (!result.empty() && result.back() != '_') {
            result += '_';
        }
    }
    result.resize(std::min(result.size(), kLongest));
    while (!result.empty() && result.back() == '_') {
        result.pop_back();
    }
    return result;
}

}  // namespace

// The product and a '_' stand in front, which no service of Postfix has.
std::string TransportNames::next(std::string_view product, std::string_view title) {
    std::string first = reduced(product);
    const std::string second = reduced(title);
    if (first.empty() || first[0] < 'a') {
        first = "app";
    }
    std::string name = first + '_' + (second.empty() ? "mail" : second);
    name.resize(std::min(name.size(), kLongest));
    for (unsigned number = 2; !taken_.insert(name).second; ++number) {
        const std::string tail = '_' + std::to_string(number);
        if (taken_.insert(name + tail).second) {
            return name + tail;
        }
    }
    return name;
}

}  // namespace postern::postfix
