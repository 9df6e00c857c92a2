#include "report/source_phrases.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "report/quantity.hpp"
#include "report/shown_text.hpp"

namespace postern::report {

std::string source_name(const Report& report, std::size_t source) {
    if (source >= report.sources.size()) {
        return "unknown source";
    }
    const std::string& path = report.sources[source].path;
    return path == "-" ? "standard input" : shown(path);
}

std::string counted_kind(std::size_t number, const std::string& kind) {
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
        {"unknown", "unopened source"},
    }};
    const auto* found = std::find_if(kNouns.begin(), kNouns.end(),
                                     [&kind](const auto& entry) { return entry.first == kind; });
    if (found == kNouns.end()) {
        return counted(number, shown(kind) + " source");
    }
    return counted(number, found->second);
}

}  // namespace postern::report
