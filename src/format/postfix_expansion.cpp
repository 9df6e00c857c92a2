#include "format/postfix_expansion.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <compare>
#include <utility>

#include "format/postfix_lines.hpp"

namespace postern::format {

namespace {

constexpr int kDeepest = 30;
constexpr std::size_t kMostSteps = 1000;
constexpr std::size_t kLongest = 1'000'000;

struct TooMuch {};

bool is_name_char(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// Length of the text at its opening bracket up to the closing one and with it; npos without one.
std::size_t enclosed_length(std::string_view text, char open, char close) {
    int depth = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        depth += text[at] == open ? 1 : text[at] == close ? -1 : 0;
        if (depth == 0) {
            return at + 1;
        }
    }
    return std::string_view::npos;
}

// "3.10" is a later level than "3.9".
std::array<long, 3> level(std::string_view text) {
    std::array<long, 3> numbers{};
    for (long& number : numbers) {
        const auto result = std::from_chars(text.data(), text.data() + text.size(), number);
        text.remove_prefix(static_cast<std::size_t>(result.ptr - text.data()));
        text.remove_prefix(text.starts_with('.') ? 1 : 0);
    }
    return numbers;
}

bool compare(std::string_view left, std::string_view op, std::string_view right) {
    const auto is_number = [](std::string_view text) {
        return !text.empty() && text.find_first_not_of("0123456789.") == std::string_view::npos;
    };
    const bool numbers = is_number(left) && is_number(right);
    const auto order = numbers ? std::strong_ordering(level(left) <=> level(right)) : left <=> right;
    return (op.starts_with('<') && order < 0) || (op.starts_with('>') && order > 0) ||
           (op == "!=" && order != 0) || (op.ends_with('=') && op != "!=" && order == 0);
}

class Expander {
public:
    explicit Expander(const ParameterLookup& lookup) : lookup_(lookup) {}

    std::string expand(std::string_view text, int depth) {
        if (depth > kDeepest || ++steps_ > kMostSteps) {
            throw TooMuch();
        }
        std::string result;
        while (!text.empty()) {
            const std::size_t dollar = std::min(text.find('$'), text.size());
            result += text.substr(0, dollar);
            text.remove_prefix(dollar);
            if (!text.empty()) {
                result += reference(text, depth);
            }
            total_ += result.size();
            if (total_ > kLongest) {
                throw TooMuch();
            }
        }
        return result;
    }

private:
    // Takes it off the text, which starts with '$'.
    std::string reference(std::string_view& text, int depth) {
        const std::string_view rest = text.substr(1);
        if (rest.starts_with('$')) {
            text.remove_prefix(2);
            return "$";
        }
        if (rest.starts_with('{') || rest.starts_with('(')) {
            const std::size_t length = enclosed_length(rest, rest[0], rest[0] == '{' ? '}' : ')');
            if (length != std::string_view::npos) {
                text.remove_prefix(length + 1);
                return enclosed(trimmed(rest.substr(1, length - 2)), depth);
            }
        }
        const auto end = std::find_if_not(rest.begin(), rest.end(), is_name_char);
        const auto length = static_cast<std::size_t>(end - rest.begin());
        text.remove_prefix(length + 1);
        return length == 0 ? "$" : value_of(rest.substr(0, length), depth);
    }

    std::string value_of(std::string_view name, int depth) {
        const auto value = lookup_(name);
        return value ? expand(*value, depth + 1) : std::string();
    }

    // What stands between the brackets.
    std::string enclosed(std::string_view text, int depth) {
        if (text.starts_with('{')) {
            return comparison(text, depth);
        }
        const auto end = std::find_if_not(text.begin(), text.end(), is_name_char);
        const auto length = static_cast<std::size_t>(end - text.begin());
        const std::string_view name = text.substr(0, length);
        const std::string_view rest = trimmed(text.substr(length));
        if (!rest.starts_with('?') && !rest.starts_with(':')) {
            return value_of(name, depth);
        }
        const std::string value = value_of(name, depth);
        if (rest[0] == ':') {
            return value.empty() ? expand(part(rest.substr(1)).first, depth + 1) : value;
        }
        return choose(!value.empty(), rest.substr(1), depth);
    }

    std::string comparison(std::string_view text, int depth) {
        const auto [left, behind] = part(text);
        std::string_view rest = trimmed(behind);
        const std::string_view op = rest.substr(0, rest.find_first_not_of("=!<>"));
        rest.remove_prefix(std::min(rest.find('{'), rest.size()));  // past the type
        const auto [right, choice] = part(rest);
        const std::string_view wanted = trimmed(choice);
        if (!wanted.starts_with('?')) {
            return {};
        }
        return choose(compare(expand(left, depth + 1), op, expand(right, depth + 1)), wanted.substr(1),
                      depth);
    }

    std::string choose(bool first, std::string_view text, int depth) {
        const auto [yes, behind] = part(text);
        const std::string_view rest = trimmed(behind);
        if (first) {
            return expand(yes, depth + 1);
        }
        return rest.starts_with(':') ? expand(part(rest.substr(1)).first, depth + 1) : std::string();
    }

    // What braces hold, and what follows them; without braces all of it.
    static std::pair<std::string_view, std::string_view> part(std::string_view text) {
        const std::string_view inner = trimmed(text);
        const std::size_t length = inner.starts_with('{') ? enclosed_length(inner, '{', '}') : 0;
        if (length == 0 || length == std::string_view::npos) {
            return {text, {}};
        }
        return {trimmed(inner.substr(1, length - 2)), inner.substr(length)};
    }

    const ParameterLookup& lookup_;
    std::size_t total_ = 0;
    std::size_t steps_ = 0;
};

}  // namespace

std::optional<std::string> expand_postfix(std::string_view value, const ParameterLookup& lookup) {
    try {
        return Expander(lookup).expand(value, 0);
    } catch (const TooMuch&) {
        return std::nullopt;
    }
}

}  // namespace postern::format
