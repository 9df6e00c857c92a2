#include "source/postfix_routes.hpp"

#include <algorithm>
#include <optional>

#include "base/text.hpp"
#include "format/ip_network.hpp"
#include "format/postfix_lines.hpp"
#include "source/postfix_tables.hpp"

namespace postern::source {

namespace {

using format::TableEntry;
using format::TableReach;

// "[host]:587", "host", "[::1]:25".
std::string_view host_of(std::string_view next_hop) {
    const std::size_t bracket = next_hop.find(']');
    if (next_hop.starts_with('[') && bracket != std::string_view::npos) {
        return next_hop.substr(0, bracket + 1);
    }
    return next_hop.substr(0, next_hop.find(':'));
}

class Router {
public:
    Router(const PostfixSettings& settings, const PostfixServices& services, const PostfixFiles& files)
        : settings_(settings),
          services_(services),
          files_(files),
          rewrite_(services.find("rewrite", "unix")),
          cleanup_(services.find("cleanup", "unix")) {}

    OutsideMail route() {
        default_ = default_route();
        const bool caught = read_aliases() || read_transports();
        if (!caught) {
            read_senders();
            take(TableReach::everything, default_);
            mail_.rest = default_;
        }
        return std::move(mail_);
    }

private:
    std::vector<PostfixTable> tables(const char* parameter, const format::PostfixService* service) const {
        return read_tables(settings_.value(parameter, service), settings_.value("default_database_type"),
                           files_);
    }

    MailRoute default_route() const {
        return route_of(settings_.value("default_transport", rewrite_), relay_host());
    }

    std::string relay_host() const {
        const std::string hosts = settings_.value("relayhost", rewrite_);
        const auto words = format::postfix_words(hosts);
        return words.empty() ? std::string() : std::string(words.front());
    }

    // "name:next-hop"; either may be missing.
    MailRoute route_of(std::string_view transport, const std::string& next_hop = {}) const {
        const std::size_t colon = std::min(transport.find(':'), transport.size());
        const std::string_view name = format::trimmed(transport.substr(0, colon));
        const std::string_view own = format::trimmed(transport.substr(std::min(colon + 1, transport.size())));
        MailRoute route;
        route.next_hop = own.empty() ? next_hop : std::string(own);
        if (name.empty()) {
            MailRoute same = default_;
            same.next_hop = own.empty() ? same.next_hop : std::string(own);
            return same;
        }
        const format::PostfixService* service = services_.transport(name);
        if (service == nullptr) {
            if (!services_.assumed.empty()) {
                route.way = MailWay::unclear;
                route.why = services_.assumed;
            }
            return route;  // Postfix keeps it in the queue
        }
        judge(*service, route);
        return route;
    }

    static void judge(const format::PostfixService& service, MailRoute& route) {
        if (service.command == "smtp" && !format::is_loopback_host(host_of(route.next_hop))) {
            route.way = MailWay::out;
            route.service = &service;
        } else if (service.command == "smtp") {
            route.way = MailWay::unclear;
            route.why = "it gives mail to another program on its own host";
        } else if (service.command == "virtual" || service.command == "local" ||
                   service.command == "discard" || service.command == "error" || service.command == "lmtp") {
            route.way = MailWay::held;
        } else {
            route.way = MailWay::unclear;
            route.why = "it gives mail to another program";
        }
    }

    void take(TableReach reach, const MailRoute& route) {
        if (route.way == MailWay::out) {
            mail_.ways_out.push_back(route);
            mail_.some_go_out = mail_.some_go_out || reach != TableReach::one;
        } else if (route.way == MailWay::unclear && reach == TableReach::some) {
            set_once(mail_.may_let_out, route.why);
        }
    }

    static void set_once(std::string& reason, const std::string& first) {
        reason = reason.empty() ? first : reason;
    }

    // A database of accounts is taken to have no entry for everything.
    void note_unread(const char* parameter, const PostfixTable& table, bool may_hold) {
        const std::string reason = std::string("a table that ") + parameter + " names is not at hand";
        set_once(mail_.may_let_out, reason);
        if (may_hold && !file_names(table).empty()) {
            set_once(mail_.may_hold, reason);
        }
    }

    // Whether every address becomes another one. Only a pattern can do that to all.
    bool read_aliases() {
        for (const PostfixTable& table : tables("virtual_alias_maps", cleanup_)) {
            if (!table.is_read && table.is_pattern) {
                note_unread("virtual_alias_maps", table, true);
            }
            for (const TableEntry& entry : table.entries) {
                const bool to_all = table.is_pattern && entry.reach == TableReach::everything;
                if (to_all && becomes_fixed(entry.value)) {
                    take(TableReach::one, is_local(entry.value) ? MailRoute() : default_);
                    return true;
                }
                if (table.is_pattern && entry.reach == TableReach::some && !becomes_fixed(entry.value)) {
                    take(TableReach::some, default_);
                }
            }
        }
        mail_.some_go_out = false;  // without one for all, what the others do does not matter
        mail_.ways_out.clear();
        return false;
    }

    // To one mailbox, here or elsewhere, or to all of a domain of this host.
    bool becomes_fixed(const std::string& target) const {
        if (target.find('$') == std::string::npos) {
            return true;
        }
        return target.find('@') != std::string::npos && is_local(target);
    }

    bool is_local(const std::string& target) const {
        const std::size_t at = target.rfind('@');
        if (at == std::string::npos || target.find('$', at) != std::string::npos) {
            return at == std::string::npos;
        }
        const std::string domain = base::lower(format::trimmed(target.substr(at + 1)));
        for (const char* parameter : {"mydestination", "virtual_mailbox_domains", "virtual_alias_domains"}) {
            const std::string domains = base::lower(settings_.value(parameter));
            const auto words = format::postfix_words(domains);
            if (std::find(words.begin(), words.end(), domain) != words.end()) {
                return true;
            }
        }
        return false;
    }

    // Whether an entry is for everything. Whole addresses are looked up in all tables before parts are.
    bool read_transports() {
        const auto all = tables("transport_maps", rewrite_);
        std::optional<MailRoute> caught;
        for (const PostfixTable& table : all) {
            if (!table.is_read && !caught) {
                note_unread("transport_maps", table, true);
            }
            for (const TableEntry& entry : table.entries) {
                const bool whole_address = table.is_pattern || entry.reach == TableReach::one;
                if (whole_address && !caught) {
                    const MailRoute route = route_of(entry.value);
                    take(entry.reach, route);
                    caught = entry.reach == TableReach::everything ? std::optional(route) : caught;
                }
            }
        }
        return caught ? rest_is(*caught) : read_domains(all);
    }

    bool read_domains(const std::vector<PostfixTable>& all) {
        std::optional<MailRoute> caught;
        for (const PostfixTable& table : all) {
            for (const TableEntry& entry : table.entries) {
                if (table.is_pattern || entry.reach == TableReach::one) {
                    continue;
                }
                const MailRoute route = route_of(entry.value);
                if (entry.reach == TableReach::some || !caught) {
                    take(entry.reach, route);
                    caught = entry.reach == TableReach::everything ? std::optional(route) : caught;
                }
            }
        }
        return caught && rest_is(*caught);
    }

    bool rest_is(const MailRoute& route) {
        mail_.rest = route;
        return true;
    }

    void read_senders() {
        for (const PostfixTable& table : tables("sender_dependent_default_transport_maps", rewrite_)) {
            if (!table.is_read) {
                note_unread("sender_dependent_default_transport_maps", table, false);
            }
            for (const TableEntry& entry : table.entries) {
                take(TableReach::some, route_of(entry.value, relay_host()));
            }
        }
        const std::string transport = settings_.value("default_transport", rewrite_);
        for (const PostfixTable& table : tables("sender_dependent_relayhost_maps", rewrite_)) {
            for (const TableEntry& entry : table.entries) {
                take(TableReach::some,
                     route_of(transport.find(':') == std::string::npos ? transport + ":" + entry.value
                                                                       : transport));
            }
        }
    }

    const PostfixSettings& settings_;
    const PostfixServices& services_;
    const PostfixFiles& files_;
    const format::PostfixService* rewrite_;
    const format::PostfixService* cleanup_;
    MailRoute default_;
    OutsideMail mail_;
};

}  // namespace

OutsideMail outside_mail(const PostfixSettings& settings, const PostfixServices& services,
                         const PostfixFiles& files) {
    return Router(settings, services, files).route();
}

}  // namespace postern::source
