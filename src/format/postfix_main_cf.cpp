#include "format/postfix_main_cf.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "format/postfix_lines.hpp"

namespace postern::format {

namespace {

std::optional<PostfixParameter> parse_entry(const PostfixLine& line) {
    const std::string_view text = line.text;
    const std::size_t equals = text.find('=');
    const std::string_view name = trimmed(text.substr(0, equals));
    if (equals == std::string_view::npos || !is_parameter_name(name)) {
        return std::nullopt;
    }
    const std::string_view value = trimmed(text.substr(equals + 1));
    const std::size_t begin =
        value.empty() ? equals + 1 : static_cast<std::size_t>(value.data() - text.data());
    const std::size_t last = value.empty() ? begin : begin + value.size() - 1;
    const std::size_t end = value.empty() ? line.place(equals) + 1 : line.place(last) + 1;
    return PostfixParameter{
        std::string(name), std::string(value), {value.empty() ? end : line.place(begin), end}, line.line};
}

// Of two of one name the later wins.
void drop_overridden(std::vector<PostfixParameter>& parameters) {
    std::set<std::string> seen;
    std::vector<PostfixParameter> kept;
    for (auto parameter = parameters.rbegin(); parameter != parameters.rend(); ++parameter) {
        if (seen.insert(parameter->name).second) {
            kept.push_back(std::move(*parameter));
        }
    }
    std::reverse(kept.begin(), kept.end());
    parameters = std::move(kept);
}

}  // namespace

bool is_parameter_name(std::string_view name) {
    constexpr std::string_view kAllowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.";
    return !name.empty() && name.find_first_not_of(kAllowed) == std::string_view::npos;
}

PostfixMainCf parse_main_cf(std::string_view text) {
    PostfixMainCf result;
    for (const PostfixLine& line : postfix_lines(text)) {
        auto parameter = parse_entry(line);
        if (!parameter) {
            result.faults.push_back(line.line);
            continue;
        }
        result.parameters.push_back(std::move(*parameter));
    }
    drop_overridden(result.parameters);
    return result;
}

}  // namespace postern::format
