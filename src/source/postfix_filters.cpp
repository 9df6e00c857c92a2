#include "source/postfix_filters.hpp"

#include <algorithm>
#include <string_view>

#include "base/text.hpp"
#include "format/postfix_lines.hpp"
#include "source/postfix_tables.hpp"

namespace postern::source {

namespace {

bool asks_for_a_filter(const format::PostfixService& service) {
    return service.command == "smtpd" || service.command == "pickup" || service.command == "qmqpd";
}

// What speaks LMTP is a program too when it is there to filter.
MailRoute filter_route(std::string_view filter, const PostfixServices& services) {
    MailRoute route = transport_route(filter, "", services);
    const auto* service = services.transport(format::trimmed(filter.substr(0, filter.find(':'))));
    if (service != nullptr && service->command == "lmtp") {
        route.way = MailWay::unclear;
        route.why = "it gives mail to another program";
    }
    return route;
}

void add_content_filter(const format::PostfixService* service, const PostfixSettings& settings,
                        const PostfixServices& services, std::vector<MailFilter>& filters) {
    const std::string filter = settings.value("content_filter", service);
    if (!filter.empty()) {
        filters.push_back({filter_route(filter, services), settings.origin("content_filter", service)});
    }
}

void add_content_filters(const PostfixSettings& settings, const PostfixServices& services,
                         std::vector<MailFilter>& filters) {
    bool any = false;
    for (const format::PostfixService& service : services.all) {
        if (asks_for_a_filter(service)) {
            any = true;
            add_content_filter(&service, settings, services, filters);
        }
    }
    if (!any) {
        add_content_filter(nullptr, settings, services, filters);
    }
}

void add_checks(const PostfixTable& table, const char* parameter, const PostfixSetting& setting,
                const PostfixServices& services, std::vector<MailFilter>& filters) {
    if (!table.is_read) {
        MailRoute open;
        open.way = MailWay::unclear;
        open.why = not_at_hand(table, parameter);
        filters.push_back({open, setting});
    }
    for (const format::TableEntry& entry : table.entries) {
        std::string_view action = entry.value;
        if (base::equal_without_case(format::take_word(action), "FILTER")) {
            filters.push_back({filter_route(format::trimmed(action), services), setting});
        }
    }
}

void add_all_checks(const format::PostfixService* cleanup, const PostfixSettings& settings,
                    const PostfixServices& services, const PostfixFiles& files,
                    std::vector<MailFilter>& filters) {
    for (const char* parameter : {"header_checks", "mime_header_checks", "nested_header_checks",
                                  "milter_header_checks", "body_checks"}) {
        for (const PostfixTable& table : read_tables(settings.value(parameter, cleanup),
                                                     settings.value("default_database_type"), files)) {
            add_checks(table, parameter, settings.origin(parameter, cleanup), services, filters);
        }
    }
}

}  // namespace

std::vector<MailFilter> mail_filters(const PostfixSettings& settings, const PostfixServices& services,
                                     const PostfixFiles& files) {
    std::vector<MailFilter> filters;
    add_content_filters(settings, services, filters);
    bool any = false;
    for (const format::PostfixService& service : services.all) {
        if (service.command == "cleanup") {
            any = true;
            add_all_checks(&service, settings, services, files, filters);
        }
    }
    if (!any) {
        add_all_checks(nullptr, settings, services, files, filters);
    }
    return filters;
}

}  // namespace postern::source
