#include "target/database_url_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace postern::target {

namespace {

std::string percent_encoded(std::string_view text) {
    std::string encoded;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                           std::string_view("-._~").find(c) != std::string_view::npos;
        encoded += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return encoded;
}

std::string joined(const std::vector<UrlHost>& hosts, bool ports) {
    std::string list;
    for (const UrlHost& host : hosts) {
        list += (list.empty() && &host == &hosts.front() ? "" : ",") + (ports ? host.port : host.name);
    }
    return list;
}

std::string authority(const std::vector<UrlHost>& hosts) {
    std::string list;
    for (const UrlHost& host : hosts) {
        const bool brackets = host.name.find(':') != std::string::npos;
        list += &host == &hosts.front() ? "" : ",";
        list += brackets ? '[' + host.name + ']' : host.name;
        list += host.port.empty() ? "" : ':' + host.port;
    }
    return list;
}

// The folder of a socket cannot stand where a host does.
bool is_folder(const UrlHost& host) {
    return host.name.find('/') != std::string::npos || host.name.starts_with('@');
}

}  // namespace

std::string database_url_text(const DatabaseUrl& url) {
    const bool postgresql = url.kind == DatabaseKind::postgresql;
    auto parameters = url.parameters;
    std::string text = postgresql ? "postgresql://" : "mysql://";
    text += url.user.empty() ? "" : percent_encoded(url.user) + '@';
    if (postgresql && std::any_of(url.hosts.begin(), url.hosts.end(), is_folder)) {
        parameters["host"] = joined(url.hosts, false);
        if (const std::string ports = joined(url.hosts, true); ports.find_first_not_of(',') != ports.npos) {
            parameters["port"] = ports;
        }
    } else {
        text += authority(url.hosts);
    }
    text += '/' + percent_encoded(url.database);
    char separator = '?';
    for (const auto& [name, value] : parameters) {
        text += separator + name + '=' + percent_encoded(value);
        separator = '&';
    }
    return text;
}

}  // namespace postern::target
