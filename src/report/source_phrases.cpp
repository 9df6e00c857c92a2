#include "report/source_phrases.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "report/json_report.hpp"
#include "report/quantity.hpp"
#include "report/shown_text.hpp"
#include "report/source_uri.hpp"

namespace postern::report {

namespace {

std::string with_host(const Report& report, std::size_t source, std::string_view path) {
    const std::string name = path == "-" ? "standard input" : shown(path);
    const std::string host = is_of_several_hosts(report) ? shown(report.sources[source].host) : std::string();
    return host.empty() ? name : host + ": " + name;
}

}  // namespace

// They stand by host, so that the ends tell.
bool is_of_several_hosts(const Report& report) {
    return !report.sources.empty() && report.sources.front().host != report.sources.back().host;
}

std::string source_name(const Report& report, std::size_t source) {
    return source < report.sources.size() ? with_host(report, source, report.sources[source].path)
                                          : "unknown source";
}

std::string file_name(const Report& report, std::size_t source) {
    return source < report.sources.size()
               ? with_host(report, source, path_of_file(report.sources[source].path))
               : "unknown source";
}

bool is_live_database(const Report& report, std::size_t source) {
    return source < report.sources.size() && is_live(report.sources[source]);
}

std::string kind_noun(const std::string& kind) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 22> kNouns = {{
        {"postgresql", "live PostgreSQL database"},
        {"mysql", "live MySQL database"},
        {"pg-dump-plain", "plain PostgreSQL dump"},
        {"pg-dump-custom", "custom-format PostgreSQL dump"},
        {"pg-dump-directory", "directory-format PostgreSQL dump"},
        {"pg-dump-tar", "tar-format PostgreSQL dump"},
        {"mysql-dump", "MySQL dump"},
        {"mysql-xml", "MySQL XML dump"},
        {"mysqldump-tab", "mysqldump --tab backup"},
        {"mydumper", "mydumper backup"},
        {"mysqlsh-dump", "MySQL Shell dump"},
        {"hsqldb-script", "HSQLDB script"},
        {"jira-xml", "Jira XML backup"},
        {"activeobjects-xml", "Active Objects XML backup"},
        {"confluence-xml", "Confluence XML backup"},
        {"tomcat-xml", "Tomcat configuration file"},
        {"product-xml", "product configuration file"},
        {"postfix-main-cf", "Postfix configuration"},
        {"jvm-options", "JVM options file"},
        {"properties", "properties file"},
        {"jira-log", "Jira log"},
        {"unknown", "unread source"},
    }};
    const auto* found = std::find_if(kNouns.begin(), kNouns.end(),
                                     [&kind](const auto& entry) { return entry.first == kind; });
    return found != kNouns.end() ? std::string(found->second) : shown(kind) + " source";
}

std::string counted_kind(std::size_t number, const std::string& kind) {
    return counted(number, kind_noun(kind));
}

}  // namespace postern::report
