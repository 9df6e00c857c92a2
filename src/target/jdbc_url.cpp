#include "target/jdbc_url.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "postern/error.hpp"

namespace postern::target {

namespace {

[[noreturn]] void refuse(const std::string& what) {
    throw Error(ErrorKind::usage, "a JDBC URL " + what, "give the database as postgresql:// or mysql://");
}

class Settings {
public:
    explicit Settings(UrlParameters all) : all_(std::move(all)) {}

    // Names without case, as the drivers take them. Empty when it is not there.
    std::string operator[](std::string_view name) const {
        const auto found = std::find_if(all_.begin(), all_.end(), [name](const auto& one) {
            return base::equal_without_case(one.first, name);
        });
        return found == all_.end() ? std::string() : found->second;
    }
    bool is(std::string_view name, std::string_view value) const {
        return base::equal_without_case((*this)[name], value);
    }
    void copy(std::string_view name, std::string_view as, DatabaseUrl& url) const {
        if (const std::string value = (*this)[name]; !value.empty()) {
            url.parameters[std::string(as)] = value;
        }
    }

private:
    UrlParameters all_;
};

void translate_postgresql(const Settings& settings, DatabaseUrl& url) {
    url.schema = settings["currentSchema"];
    settings.copy("sslrootcert", "sslrootcert", url);
    if (settings.is("ssl", "true")) {
        const bool checked = settings["sslfactory"].find("NonValidating") == std::string::npos;
        url.parameters["sslmode"] = checked ? "verify-full" : "require";
    }
    settings.copy("sslmode", "sslmode", url);
}

// MariaDB's driver has words of its own.
std::string mysql_ssl_mode(const Settings& settings) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kWords{{
        {"disable", "DISABLED"},
        {"disabled", "DISABLED"},
        {"preferred", "PREFERRED"},
        {"trust", "REQUIRED"},
        {"required", "REQUIRED"},
        {"verify-ca", "VERIFY_CA"},
        {"verify_ca", "VERIFY_CA"},
        {"verify-full", "VERIFY_IDENTITY"},
        {"verify_identity", "VERIFY_IDENTITY"},
    }};
    for (const auto& [word, mode] : kWords) {
        if (settings.is("sslMode", word)) {
            return std::string(mode);
        }
    }
    if (settings.is("useSSL", "false")) {
        return "DISABLED";
    }
    if (settings.is("useSSL", "true") || settings.is("requireSSL", "true")) {
        return settings.is("verifyServerCertificate", "true") ? "VERIFY_CA" : "REQUIRED";
    }
    return {};
}

void translate_mysql(const Settings& settings, DatabaseUrl& url) {
    if (const std::string mode = mysql_ssl_mode(settings); !mode.empty()) {
        url.parameters["ssl-mode"] = mode;
    }
    settings.copy("localSocket", "socket", url);
}

// "address=(protocol=tcp)(host=h)(port=p)", also without "address=" and with commas.
UrlHost parse_address(std::string_view text) {
    const auto part = [text](std::string_view name) {
        const std::string lower = base::lower(text);
        const std::size_t at = lower.find(name);
        if (at == std::string::npos || at == 0 || (lower[at - 1] != '(' && lower[at - 1] != ',')) {
            return std::string_view();
        }
        const std::string_view rest = text.substr(at + name.size());
        return rest.substr(0, rest.find_first_of("),"));
    };
    const std::string_view host = part("host=");
    const std::string_view port = part("port=");
    const bool bare_ipv6 = !host.starts_with('[') && std::count(host.begin(), host.end(), ':') > 1;
    const std::string name = bare_ipv6 ? "[" + std::string(host) + "]" : std::string(host);
    const auto hosts = split_hosts(name + (port.empty() ? "" : ":" + std::string(port)));
    return hosts.empty() ? UrlHost() : hosts.front();
}

void take_authority(std::string_view authority, DatabaseUrl& url) {
    const bool spelt_out = authority.find('(') != std::string_view::npos;
    if (spelt_out) {
        url.hosts = {parse_address(authority)};
        return;
    }
    if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) {
        const std::string_view info = authority.substr(0, at);
        const std::size_t colon = info.find(':');
        url.user = percent_decoded(info.substr(0, colon));
        if (colon != std::string_view::npos) {
            url.password = Secret(percent_decoded(info.substr(colon + 1)));
        }
        authority.remove_prefix(at + 1);
    }
    url.hosts = split_hosts(authority);
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
    refuse("names a database that postern does not read");
}

}  // namespace

DatabaseUrl parse_jdbc_url(std::string_view text) {
    DatabaseUrl url;
    url.kind = take_kind(text);
    const std::size_t question = std::min(text.find('?'), text.size());
    const Settings settings(split_parameters(text.substr(std::min(question + 1, text.size()))));
    text = text.substr(0, question);
    if (text.starts_with("//")) {
        text.remove_prefix(2);
        const std::size_t slash = std::min(text.find('/'), text.size());
        take_authority(text.substr(0, slash), url);
        text.remove_prefix(std::min(slash + 1, text.size()));
    } else if (url.kind == DatabaseKind::mysql || text.find(':') != std::string_view::npos) {
        refuse("is of a form that postern does not read");
    }
    url.database = percent_decoded(text);
    url.user = settings["user"].empty() ? url.user : settings["user"];
    if (const std::string password = settings["password"]; !password.empty()) {
        url.password = Secret(password);
    }
    url.kind == DatabaseKind::postgresql ? translate_postgresql(settings, url)
                                         : translate_mysql(settings, url);
    return url;
}

}  // namespace postern::target
