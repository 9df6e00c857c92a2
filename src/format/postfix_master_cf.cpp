#include "format/postfix_master_cf.hpp"

#include <algorithm>
#include <array>

#include "format/postfix_lines.hpp"

namespace postern::format {

namespace {

constexpr std::array<std::string_view, 5> kTypes{"inet", "unix", "unix-dgram", "fifo", "pass"};
constexpr int kFieldsBeforeCommand = 7;

// A word, or what braces hold; "{ name = value }" is one argument.
std::string_view take_argument(std::string_view& text) {
    if (!text.starts_with('{')) {
        return take_word(text);
    }
    int depth = 0;
    std::size_t end = 0;
    do {
        depth += text[end] == '{' ? 1 : text[end] == '}' ? -1 : 0;
        ++end;
    } while (depth > 0 && end < text.size());
    const std::string_view inside = trimmed(text.substr(1, depth == 0 ? end - 2 : end - 1));
    text = trimmed(text.substr(end));
    return inside;
}

void add_override(std::string_view setting, PostfixService& service) {
    const std::size_t equals = setting.find('=');
    if (equals != std::string_view::npos) {
        service.overrides.emplace_back(trimmed(setting.substr(0, equals)),
                                       trimmed(setting.substr(equals + 1)));
    }
}

// Options end at the first word that is none; what follows belongs to the program.
void read_arguments(std::string_view text, PostfixService& service) {
    while (text.starts_with('-')) {
        const std::string_view option = take_word(text);
        if (option == "-o") {
            add_override(take_argument(text), service);
        } else if (option.starts_with("-o")) {
            add_override(option.substr(2), service);
        }
    }
}

}  // namespace

PostfixMasterCf parse_master_cf(std::string_view text) {
    PostfixMasterCf result;
    for (const PostfixLine& line : postfix_lines(text)) {
        std::string_view rest = trimmed(line.text);
        std::array<std::string_view, kFieldsBeforeCommand + 1> fields;
        for (std::string_view& field : fields) {
            field = take_word(rest);
        }
        if (fields.back().empty() || std::find(kTypes.begin(), kTypes.end(), fields[1]) == kTypes.end()) {
            result.faults.push_back(line.line);
            continue;
        }
        PostfixService service{
            std::string(fields[0]), std::string(fields[1]), std::string(fields.back()), {}, line.line};
        read_arguments(rest, service);
        result.services.push_back(std::move(service));
    }
    return result;
}

}  // namespace postern::format
