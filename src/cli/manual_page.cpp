#include "cli/manual_page.hpp"

#include <fmt/format.h>

#include <map>
#include <vector>

#include "postern/error.hpp"

namespace postern::cli {

namespace {

using Lines = std::vector<std::string>;

Lines lines_of(std::string_view text) {
    Lines lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

struct Section {
    std::size_t begin = 0;  // the line behind its heading
    std::size_t end = 0;    // the next heading, or the end of the page
};

Section find_section(const Lines& lines, const std::string& title) {
    Section section;
    const std::string heading = "## " + title;
    while (section.begin < lines.size() && lines[section.begin] != heading) {
        ++section.begin;
    }
    if (section.begin == lines.size()) {
        throw Error(ErrorKind::failed, lines.empty() ? "an empty page" : lines[0] + ": has no " + heading,
                    "write the heading; what belongs below it is made");
    }
    section.end = ++section.begin;
    while (section.end < lines.size() && !lines[section.end].starts_with("## ")) {
        ++section.end;
    }
    return section;
}

// What somebody wrote in a section.
struct Kept {
    std::map<std::string, Lines> more;  // what an item says beside its help, by heading and term
    Lines rest;
};

// "`-o`, `--output FILE`" and "-o, --output TEXT" are the same item.
std::string key_of(std::string_view term) {
    std::string key;
    for (const char c : term) {
        if (c == ' ' && !key.ends_with(',')) {
            break;
        }
        if (c != '`' && c != ' ') {
            key += c;
        }
    }
    return key;
}

bool is_made(std::string_view line) {
    return line.empty() || line.starts_with("### postern ") || line.starts_with('|');
}

Kept read_kept(const Lines& lines, const Section& section) {
    Kept kept;
    std::string heading;
    for (std::size_t i = section.begin; i < section.end; ++i) {
        const bool is_item = i + 1 < section.end && lines[i + 1].starts_with(": ");
        if (is_item) {
            Lines& more = kept.more[heading + key_of(lines[i])];
            for (i += 2; i < section.end && !lines[i].empty(); ++i) {
                more.push_back(lines[i]);
            }
        } else if (is_made(lines[i])) {
            heading = lines[i].starts_with("### ") ? lines[i] : heading;
        } else {
            for (; i < section.end; ++i) {
                kept.rest.push_back(lines[i]);
            }
        }
    }
    while (!kept.rest.empty() && kept.rest.back().empty()) {
        kept.rest.pop_back();
    }
    return kept;
}

void add_item(Lines& made, const std::string& term, const std::string& help, const Lines& more) {
    made.push_back(term);
    made.push_back(": " + help + (help.ends_with('.') ? "" : "."));
    made.insert(made.end(), more.begin(), more.end());
    made.emplace_back();
}

std::string shown_term(const ManualOption& option) {
    std::string term;
    for (const std::string& name : option.names) {
        const bool last = &name == &option.names.back();
        term += fmt::format("{}`{}{}`", term.empty() ? "" : ", ", name,
                            last && !option.value.empty() ? " " + option.value : "");
    }
    return term;
}

void add_options(Lines& made, const ManualCommand& command, const std::string& name, const Kept& kept,
                 const std::string& heading) {
    if (!heading.empty()) {
        made.push_back(heading);
        made.emplace_back();
    }
    for (const ManualOption& option : command.options) {
        const auto more = kept.more.find(heading + key_of(option.term()));
        add_item(made, shown_term(option), option.help, more == kept.more.end() ? Lines() : more->second);
    }
    for (const ManualCommand& sub : command.commands) {
        add_options(made, sub, name + " " + sub.name, kept, "### " + name + " " + sub.name);
    }
}

Lines made_options(const ManualCommand& command, const Kept& kept) {
    Lines made{""};
    if (command.name == "postern") {
        ManualCommand alone = command;
        alone.commands.clear();
        add_options(made, alone, command.name, kept, "");
    } else {
        add_options(made, command, "postern " + command.name, kept, "");
    }
    return made;
}

Lines made_commands(const ManualCommand& command, const Kept& kept) {
    Lines made{""};
    for (const ManualCommand& sub : command.commands) {
        const std::string term = fmt::format("postern-{}(1)", sub.name);
        const auto more = kept.more.find(key_of(term));
        add_item(made, term, sub.summary, more == kept.more.end() ? Lines() : more->second);
    }
    return made;
}

Lines made_exit_status(const ManualCommand& command, const Kept&) {
    if (command.exit_lines.empty()) {
        throw Error(ErrorKind::failed, command.name + ": its help tells no exit codes",
                    "help_footer() has them");
    }
    Lines made{"", "| code | meaning |", "|---|---|"};
    for (const ExitLine& line : command.exit_lines) {
        made.push_back(fmt::format("| {} | {} |", line.code, line.meaning));
    }
    made.emplace_back();
    return made;
}

using Maker = Lines (*)(const ManualCommand&, const Kept&);

void renew(Lines& lines, const std::string& title, const ManualCommand& command, Maker make) {
    const Section section = find_section(lines, title);
    const Kept kept = read_kept(lines, section);
    Lines made = make(command, kept);
    made.insert(made.end(), kept.rest.begin(), kept.rest.end());
    if (!kept.rest.empty()) {
        made.emplace_back();
    }
    const auto at = [&lines](std::size_t line) { return lines.begin() + static_cast<std::ptrdiff_t>(line); };
    lines.insert(lines.erase(at(section.begin), at(section.end)), made.begin(), made.end());
}

}  // namespace

std::string current_page(std::string_view page, const ManualCommand& command) {
    Lines lines = lines_of(page);
    if (command.name == "postern") {
        renew(lines, "COMMANDS", command, made_commands);
    }
    renew(lines, "OPTIONS", command, made_options);
    renew(lines, "EXIT STATUS", command, made_exit_status);
    while (!lines.empty() && lines.back().empty()) {
        lines.pop_back();
    }
    std::string text;
    for (const std::string& line : lines) {
        text += line + "\n";
    }
    return text;
}

}  // namespace postern::cli
