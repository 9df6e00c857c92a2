#include "target/database_url.hpp"

#include <algorithm>
#include <array>

#include "postern/error.hpp"
#include "target/jdbc_url.hpp"

namespace postern::target {

namespace {

struct Scheme {
    std::string_view prefix;
    DatabaseKind kind;
};

constexpr std::array<Scheme, 4> kSchemes{{
    {"postgresql://", DatabaseKind::postgresql},
    {"postgres://", DatabaseKind::postgresql},
    {"mysql://", DatabaseKind::mysql},
    {"mariadb://", DatabaseKind::mysql},
}};

// What says where the server is and how to get there safely. Not: options, which could take back that a
// session only reads.
constexpr std::array<std::string_view, 23> kPostgresql{"channel_binding",
                                                       "connect_timeout",
                                                       "gssencmode",
                                                       "hostaddr",
                                                       "keepalives",
                                                       "keepalives_count",
                                                       "keepalives_idle",
                                                       "keepalives_interval",
                                                       "krbsrvname",
                                                       "passfile",
                                                       "require_auth",
                                                       "service",
                                                       "ssl_max_protocol_version",
                                                       "ssl_min_protocol_version",
                                                       "sslcert",
                                                       "sslcrl",
                                                       "sslcrldir",
                                                       "sslkey",
                                                       "sslmode",
                                                       "sslnegotiation",
                                                       "sslrootcert",
                                                       "target_session_attrs",
                                                       "tcp_user_timeout"};
constexpr std::array<std::string_view, 3> kMysql{"socket", "ssl-ca", "ssl-mode"};

template <typename Names>
bool is_among(const Names& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

void take_user(std::string_view info, DatabaseUrl& url) {
    if (info.find(':') != std::string_view::npos) {
        refuse_password(url.kind);
    }
    url.user = percent_decoded(info);
}

void take_hosts(const std::string& names, const std::string& ports, DatabaseUrl& url) {
    std::vector<UrlHost> given;
    for (const auto& [text, is_port] : {std::pair(names, false), std::pair(ports, true)}) {
        std::size_t at = 0;
        for (std::size_t i = 0; at < text.size(); ++i) {
            const std::size_t comma = std::min(text.find(',', at), text.size());
            given.resize(std::max(given.size(), i + 1));
            const std::string one = text.substr(at, comma - at);
            (is_port ? given[i].port : given[i].name) = is_port ? split_hosts(":" + one).at(0).port : one;
            at = comma + 1;
        }
    }
    url.hosts = given.empty() ? url.hosts : given;
}

void take_parameters(const UrlParameters& parameters, DatabaseUrl& url) {
    const bool postgresql = url.kind == DatabaseKind::postgresql;
    std::string hosts;
    std::string ports;
    for (const auto& [name, value] : parameters) {
        if (name == "password" || name == "sslpassword") {
            refuse_password(url.kind);
        } else if (name == "user") {
            url.user = value;
        } else if (postgresql && name == "dbname") {
            url.database = value;
        } else if (postgresql && name == "host") {
            hosts = value;
        } else if (postgresql && name == "port") {
            ports = value;
        } else if (postgresql ? is_among(kPostgresql, name) : is_among(kMysql, name)) {
            url.parameters[name] = value;
        } else {
            throw Error(ErrorKind::usage,
                        "a database URL has a parameter that is not known" +
                            (is_showable_name(name) ? ": " + name : std::string()),
                        postgresql ? "sslmode, sslrootcert, host and the like: see postern-scan"
                                   : "it takes ssl-mode, ssl-ca and socket");
        }
    }
    take_hosts(hosts, ports, url);
}

}  // namespace

void refuse_password(DatabaseKind kind) {
    const bool postgresql = kind == DatabaseKind::postgresql;
    throw Error(ErrorKind::usage,
                "a database URL has a password in it, which every user of this host could see",
                postgresql ? "leave it out; give it by PGPASSWORD, ~/.pgpass or --password-file"
                           : "leave it out; give it by MYSQL_PWD, ~/.my.cnf or --password-file");
}

bool is_database_url(std::string_view text) {
    return text.starts_with("jdbc:") ||
           std::any_of(kSchemes.begin(), kSchemes.end(),
                       [text](const Scheme& scheme) { return text.starts_with(scheme.prefix); });
}

DatabaseUrl parse_database_url(std::string_view text) {
    if (text.starts_with("jdbc:")) {
        DatabaseUrl url = parse_jdbc_url(text);
        if (url.password) {
            refuse_password(url.kind);
        }
        return url;
    }
    const auto* scheme = std::find_if(kSchemes.begin(), kSchemes.end(),
                                      [text](const Scheme& known) { return text.starts_with(known.prefix); });
    if (scheme == kSchemes.end()) {
        throw Error(ErrorKind::usage, "a target is a URL of no database that postern reads",
                    "it reads postgresql:// and mysql://");
    }
    DatabaseUrl url;
    url.kind = scheme->kind;
    text.remove_prefix(scheme->prefix.size());
    const std::size_t question = std::min(text.find('?'), text.size());
    std::string_view authority = text.substr(0, std::min(text.find('/'), question));
    const std::string_view path = text.substr(authority.size(), question - authority.size());
    if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) {
        take_user(authority.substr(0, at), url);
        authority.remove_prefix(at + 1);
    }
    url.hosts = split_hosts(authority);
    url.database = percent_decoded(path.substr(path.empty() ? 0 : 1));
    if (path.rfind('/') != std::string_view::npos && path.rfind('/') > 0) {
        throw Error(ErrorKind::usage, "a database URL has a second / in its path",
                    "a / in a name is written %2F; a socket's folder is given as ?host=/FOLDER");
    }
    take_parameters(split_parameters(text.substr(std::min(question + 1, text.size()))), url);
    return url;
}

}  // namespace postern::target
