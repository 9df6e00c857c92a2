#include "cli/source_factory.hpp"

#include "postern/error.hpp"
#include "source/activeobjects_xml_source.hpp"
#include "source/confluence_xml_source.hpp"
#include "source/hsqldb_source.hpp"
#include "source/jira_log_source.hpp"
#include "source/jira_xml_source.hpp"
#include "source/jvm_options_source.hpp"
#include "source/mysql_dump_source.hpp"
#include "source/mysql_part_source.hpp"
#include "source/mysql_xml_source.hpp"
#include "source/pg_archive_source.hpp"
#include "source/pg_dump_source.hpp"
#include "source/pg_table_part_source.hpp"
#include "source/postfix_config_source.hpp"
#include "source/product_xml_source.hpp"
#include "source/properties_source.hpp"
#include "source/tomcat_xml_source.hpp"

namespace postern::cli {

std::unique_ptr<Source> make_source(target::ContentKind kind, base::ByteWindow& window,
                                    const ConfigPlaces& places) {
    using target::ContentKind;
    switch (kind) {
        case ContentKind::pg_dump_plain:
            return std::make_unique<source::PgDumpSource>(window);
        case ContentKind::pg_dump_custom:
            return std::make_unique<source::PgArchiveSource>(window);
        case ContentKind::mysql_dump:
            return std::make_unique<source::MysqlDumpSource>(window);
        case ContentKind::hsqldb_script:
            return std::make_unique<source::HsqldbSource>(window);
        case ContentKind::jira_xml:
            return std::make_unique<source::JiraXmlSource>(window);
        case ContentKind::activeobjects_xml:
            return std::make_unique<source::ActiveObjectsXmlSource>(window);
        case ContentKind::confluence_xml:
            return std::make_unique<source::ConfluenceXmlSource>(window);
        case ContentKind::tomcat_xml:
            return std::make_unique<source::TomcatXmlSource>(window, places.tomcat);
        case ContentKind::product_xml:
            return std::make_unique<source::ProductXmlSource>(window);
        case ContentKind::mysql_xml:
            return std::make_unique<source::MysqlXmlSource>(window);
        case ContentKind::postfix_main_cf:
            return std::make_unique<source::PostfixConfigSource>(window, places.postfix);
        case ContentKind::jvm_options:
            return std::make_unique<source::JvmOptionsSource>(window);
        case ContentKind::jira_log:
            return std::make_unique<source::JiraLogSource>(window);
        case ContentKind::properties:
            return std::make_unique<source::PropertiesSource>(window);
        default:
            throw Error(ErrorKind::failed, "no reader for this kind of content");
    }
}

std::unique_ptr<Source> make_part_source(const source::TablePart& part, base::ByteWindow& window) {
    const bool postgresql =
        part.form == source::TableForm::pg_copy || part.form == source::TableForm::pg_insert;
    if (postgresql) {
        return std::make_unique<source::PgTablePartSource>(window, part);
    }
    return source::make_mysql_part_source(part, window);
}

}  // namespace postern::cli
