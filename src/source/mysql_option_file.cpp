#include "source/mysql_option_file.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>

#include "base/text.hpp"

namespace postern::source {

namespace {

constexpr std::string_view kBlanks = " \t\r\f\v";

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(kBlanks);
    if (begin == std::string_view::npos) {
        return {};
    }
    return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

// Up to a '#' that stands outside quotes; only '#' starts a comment within a line.
std::string_view without_comment(std::string_view text) {
    char quote = '\0';
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size()) {
            ++i;
        } else if (quote == '\0' && text[i] == '#') {
            return text.substr(0, i);
        } else if (quote == '\0' && (text[i] == '\'' || text[i] == '"')) {
            quote = text[i];
        } else if (text[i] == quote) {
            quote = '\0';
        }
    }
    return text;
}

std::string_view without_quotes(std::string_view text) {
    const bool quoted = text.size() > 1 && (text[0] == '"' || text[0] == '\'') && text.front() == text.back();
    return quoted ? text.substr(1, text.size() - 2) : text;
}

// The file's own escapes; any other backslash stands for itself.
std::string unescaped(std::string_view text) {
    constexpr std::string_view kNames = "btnrs\\\"'";
    constexpr std::string_view kMeanings = "\b\t\n\r \\\"'";
    std::string value;
    value.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::size_t escape =
            text[i] == '\\' && i + 1 < text.size() ? kNames.find(text[i + 1]) : std::string_view::npos;
        const bool known = escape != std::string_view::npos;
        value += known ? kMeanings[escape] : text[i];
        i += known ? 1 : 0;
    }
    return value;
}

// Dashes and underscores are the same.
std::string option_name(std::string_view text) {
    std::string name = base::lower(trimmed(text));
    std::replace(name.begin(), name.end(), '_', '-');
    return name;
}

void set_option(const std::string& name, const std::string& value, MysqlClientOptions& options) {
    if (name == "user") {
        options.user = value;
    } else if (name == "password") {
        options.password = Secret(value);
    } else if (name == "host") {
        options.host = value;
    } else if (name == "socket") {
        options.socket = value;
    } else if (name == "ssl-ca") {
        options.ssl_ca = value;
    } else if (name == "port") {
        std::uint16_t port = 0;
        const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), port);
        if (error == std::errc() && end == value.data() + value.size() && port != 0) {
            options.port = port;
        }
    }
}

void read_setting(std::string_view line, MysqlClientOptions& options) {
    const std::size_t equals = line.find('=');
    if (equals == std::string_view::npos) {
        return;
    }
    std::string value = unescaped(without_quotes(trimmed(without_comment(line.substr(equals + 1)))));
    set_option(option_name(line.substr(0, equals)), value, options);
    ::explicit_bzero(value.data(), value.capacity());
}

void read_inclusion(std::string_view line, std::vector<MysqlInclusion>& inclusions) {
    const std::size_t blank = std::min(line.find_first_of(kBlanks), line.size());
    const std::string_view word = line.substr(0, blank);
    const std::string path(trimmed(line.substr(blank)));
    if (!path.empty() && (word == "!include" || word == "!includedir")) {
        inclusions.push_back({path, word == "!includedir"});
    }
}

bool is_for_clients(std::string_view header) {
    const std::string name = base::lower(trimmed(header.substr(1, header.find(']') - 1)));
    return name == "client" || name == "client-server" || name == "client-mariadb";
}

}  // namespace

std::vector<MysqlInclusion> read_client_options(std::string_view text, MysqlClientOptions& options) {
    std::vector<MysqlInclusion> inclusions;
    bool wanted = false;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.empty() || line[0] == '#' || line[0] == ';') {
            continue;
        }
        if (line[0] == '!') {
            read_inclusion(line, inclusions);
        } else if (line[0] == '[') {
            wanted = is_for_clients(line);
        } else if (wanted) {
            read_setting(line, options);
        }
    }
    return inclusions;
}

}  // namespace postern::source
