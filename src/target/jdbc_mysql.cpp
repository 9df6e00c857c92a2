#include "target/jdbc_mysql.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace postern::target {

namespace {

constexpr const char* kDefaultPort = "3306";
constexpr const char* kOwnUrl =
    "name the database instead: mysql://USER@HOST/DATABASE, or mysql://USER@/DATABASE?socket=FILE";
constexpr const char* kAsPem =
    "write them to a file (keytool -list -rfc -keystore STORE), and name the database instead: "
    "mysql://USER@HOST/DATABASE?ssl-ca=FILE";

// MariaDB's driver has words of its own, and knows MySQL's.
std::string named_mode(const JdbcSettings& settings) {
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
    refuse_jdbc("has an sslMode that no driver of MySQL knows", kOwnUrl);
}

bool names_java_store(const JdbcSettings& settings) {
    return !settings["trustCertificateKeyStoreUrl"].empty() || !settings["trustStore"].empty();
}

// Before there was sslMode, several settings said it together; without useSSL the others count for nothing.
std::string older_mode(const JdbcSettings& settings, bool mariadb) {
    const std::optional<bool> use = settings.flag("useSSL");
    if (use == false) {
        return "DISABLED";
    }
    const bool demanded = use == true || settings.flag("requireSSL") == true;
    if (mariadb) {
        const bool any = settings.flag("trustServerCertificate") == true;
        const bool any_host = settings.flag("disableSslHostnameVerification") == true;
        return !demanded ? "" : any ? "REQUIRED" : any_host ? "VERIFY_CA" : "VERIFY_IDENTITY";
    }
    if (settings.flag("verifyServerCertificate").value_or(names_java_store(settings))) {
        return "VERIFY_CA";
    }
    return demanded ? "REQUIRED" : "";
}

// A file of our own kind, which only MariaDB's driver takes.
std::string certificate_file(const JdbcSettings& settings) {
    const std::string value = settings["serverSslCert"];
    std::string_view file = value;
    file.remove_prefix(file.starts_with("file:///") ? 7 : file.starts_with("file:/") ? 5 : 0);
    return file.starts_with('/') ? std::string(file) : std::string();
}

void take_authorities(const JdbcSettings& settings, const std::string& mode, DatabaseUrl& url) {
    const bool verified = mode.empty() || mode.starts_with("VERIFY");
    if (!verified) {
        return;
    }
    if (const std::string file = certificate_file(settings); !file.empty()) {
        url.parameters["ssl-ca"] = file;
    } else if (names_java_store(settings) || !settings["serverSslCert"].empty()) {
        refuse_jdbc("has the certificates to trust in a form that only Java reads", kAsPem);
    }
}

void take_socket(const JdbcSettings& settings, DatabaseUrl& url) {
    const std::string factory = settings["socketFactory"];
    if (!factory.empty() && !factory.ends_with("StandardSocketFactory")) {
        refuse_jdbc("reaches its server by a Java class of its own (socketFactory)", kOwnUrl);
    }
    if (const std::string socket = settings["localSocket"]; !socket.empty()) {
        url.parameters["socket"] = socket;
        url.hosts.clear();
        return;
    }
    url.hosts.resize(std::max<std::size_t>(url.hosts.size(), 1));
    UrlHost& first = url.hosts.front();
    first.name = first.name.empty() ? "localhost" : first.name;
    first.port = first.port.empty() ? kDefaultPort : first.port;
}

// "host" of "(host=h)" or "(port=1,host=h)".
std::string_view part_of(std::string_view address, std::string_view name) {
    const std::string lower = base::lower(address);
    for (std::size_t at = lower.find(name); at != std::string::npos; at = lower.find(name, at + 1)) {
        if (at > 0 && (lower[at - 1] == '(' || lower[at - 1] == ',')) {
            const std::string_view rest = address.substr(at + name.size());
            return rest.substr(0, rest.find_first_of("),"));
        }
    }
    return {};
}

}  // namespace

void take_jdbc_address(std::string_view text, DatabaseUrl& url) {
    text = text.substr(0, text.find("),"));
    const std::string_view protocol = part_of(text, "protocol=");
    if (!protocol.empty() && !base::equal_without_case(protocol, "tcp")) {
        refuse_jdbc("reaches its server by something else than TCP", kOwnUrl);
    }
    const std::string_view host = part_of(text, "host=");
    const std::string_view port = part_of(text, "port=");
    const bool bare_ipv6 = !host.starts_with('[') && std::count(host.begin(), host.end(), ':') > 1;
    const std::string name = bare_ipv6 ? "[" + std::string(host) + "]" : std::string(host);
    const auto hosts = split_hosts(name + (port.empty() ? "" : ":" + std::string(port)));
    url.hosts = {hosts.empty() ? UrlHost() : hosts.front()};
    if (const std::string_view user = part_of(text, "user="); !user.empty()) {
        url.user = percent_decoded(user);
    }
    if (const std::string_view password = part_of(text, "password="); !password.empty()) {
        url.password = Secret(percent_decoded(password));
    }
}

void translate_mysql(const JdbcSettings& settings, bool mariadb, DatabaseUrl& url) {
    const std::string mode =
        settings["sslMode"].empty() ? older_mode(settings, mariadb) : named_mode(settings);
    if (!mode.empty()) {
        url.parameters["ssl-mode"] = mode;
    }
    take_authorities(settings, mode, url);
    take_socket(settings, url);
}

}  // namespace postern::target
