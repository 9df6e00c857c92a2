#include "target/jdbc_url.hpp"

#include <algorithm>
#include <array>

#include "target/jdbc_mysql.hpp"
#include "target/jdbc_settings.hpp"

namespace postern::target {

namespace {

void copy(const char* name, const JdbcSettings& settings, DatabaseUrl& url) {
    if (const std::string value = settings[name]; !value.empty()) {
        url.parameters[name] = value;
    }
}

void translate_postgresql(const JdbcSettings& settings, DatabaseUrl& url) {
    url.schema = settings["currentSchema"];
    copy("sslrootcert", settings, url);
    if (settings.is("ssl", "true")) {
        const bool checked = settings["sslfactory"].find("NonValidating") == std::string::npos;
        url.parameters["sslmode"] = checked ? "verify-full" : "require";
    }
    copy("sslmode", settings, url);
}

void take_authority(std::string_view authority, DatabaseUrl& url) {
    const std::size_t bracket = std::min(authority.find('('), authority.size());
    if (const std::size_t at = authority.substr(0, bracket).rfind('@'); at != std::string_view::npos) {
        const std::string_view info = authority.substr(0, at);
        const std::size_t colon = info.find(':');
        url.user = percent_decoded(info.substr(0, colon));
        if (colon != std::string_view::npos) {
            url.password = Secret(percent_decoded(info.substr(colon + 1)));
        }
        authority.remove_prefix(at + 1);
    }
    if (authority.find('(') != std::string_view::npos) {
        take_jdbc_address(authority, url);
    } else {
        url.hosts = split_hosts(authority);
    }
}

DatabaseKind take_kind(std::string_view& text) {
    constexpr std::array<std::pair<std::string_view, DatabaseKind>, 3> kDrivers{{
        {"jdbc:postgresql:", DatabaseKind::postgresql},
        {"jdbc:mysql:", DatabaseKind::mysql},
        {"jdbc:mariadb:", DatabaseKind::mysql},
    }};
    for (const auto& [prefix, kind] : kDrivers) {
        if (text.starts_with(prefix)) {
            text.remove_prefix(prefix.size());
            return kind;
        }
    }
    refuse_jdbc("names a database that postern does not read");
}

}  // namespace

DatabaseUrl parse_jdbc_url(std::string_view text) {
    DatabaseUrl url;
    const bool mariadb = text.starts_with("jdbc:mariadb:");
    url.kind = take_kind(text);
    const std::size_t question = std::min(text.find('?'), text.size());
    const JdbcSettings settings(split_parameters(text.substr(std::min(question + 1, text.size()))));
    text = text.substr(0, question);
    if (text.starts_with("//")) {
        text.remove_prefix(2);
        const std::size_t slash = std::min(text.find('/'), text.size());
        take_authority(text.substr(0, slash), url);
        text.remove_prefix(std::min(slash + 1, text.size()));
    } else if (url.kind == DatabaseKind::mysql || text.find(':') != std::string_view::npos) {
        refuse_jdbc("is of a form that postern does not read");
    }
    url.database = percent_decoded(text);
    url.user = settings["user"].empty() ? url.user : settings["user"];
    if (const std::string password = settings["password"]; !password.empty()) {
        url.password = Secret(password);
    }
    url.kind == DatabaseKind::postgresql ? translate_postgresql(settings, url)
                                         : translate_mysql(settings, mariadb, url);
    return url;
}

}  // namespace postern::target
