#include "source/postfix_routes.hpp"

#include <algorithm>
#include <optional>

#include "base/text.hpp"
#include "format/postfix_lines.hpp"
#include "source/postfix_filters.hpp"
#include "source/postfix_tables.hpp"

namespace postern::source {

namespace {

using format::TableEntry;
using format::TableReach;

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
            read_domain_classes();
            read_senders();
            take(TableReach::everything, default_, {});
            mail_.rest = default_;
        }
        read_filters();
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

    // Without a name it is the default transport with another next hop.
    MailRoute route_of(std::string_view transport, const std::string& next_hop = {}) const {
        const std::string_view trimmed = format::trimmed(transport);
        if (!trimmed.empty() && trimmed[0] != ':') {
            return transport_route(trimmed, next_hop, services_);
        }
        MailRoute same = default_;
        const std::string_view own = format::trimmed(trimmed.substr(trimmed.empty() ? 0 : 1));
        same.next_hop = own.empty() ? same.next_hop : std::string(own);
        return same;
    }

    void take(TableReach reach, const MailRoute& route, const PostfixSetting& by) {
        if (route.way == MailWay::out) {
            mail_.ways_out.push_back(route);
            if (reach != TableReach::one && !mail_.some_go_out) {
                mail_.some_go_out = true;
                mail_.let_out_by = by;
            }
        } else if (route.way == MailWay::unclear && reach == TableReach::some) {
            set_once(mail_.may_let_out, route.why);
        }
    }

    // What goes another way than the rest.
    void take_beside(const MailRoute& route, const PostfixSetting& by) {
        if (route.way == MailWay::unclear) {
            set_once(mail_.may_pass_on, route.why);
        } else {
            take(TableReach::some, route, by);
        }
    }

    static void set_once(std::string& reason, const std::string& first) {
        reason = reason.empty() ? first : reason;
    }

    // A database of accounts is taken to have no entry for everything.
    void note_unread(const char* parameter, const PostfixTable& table, bool may_hold) {
        const std::string reason = not_at_hand(table, parameter);
        set_once(mail_.may_let_out, reason);
        if (may_hold && !file_names(table).empty()) {
            set_once(mail_.may_hold, reason);
        }
    }

    // Whether every address becomes another one. Only a pattern can do that to all.
    bool read_aliases() {
        const PostfixSetting by = settings_.origin("virtual_alias_maps", cleanup_);
        for (const PostfixTable& table : tables("virtual_alias_maps", cleanup_)) {
            if (!table.is_read && table.is_pattern) {
                note_unread("virtual_alias_maps", table, true);
            }
            for (const TableEntry& entry : table.entries) {
                const bool to_all = table.is_pattern && entry.reach == TableReach::everything;
                if (to_all && becomes_fixed(entry.value)) {
                    take(TableReach::one, is_local(entry.value) ? MailRoute() : default_, by);
                    return true;
                }
                if (table.is_pattern && entry.reach == TableReach::some && !becomes_fixed(entry.value)) {
                    take(TableReach::some, default_, by);
                }
            }
        }
        mail_.let_out_by = {};
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
        const PostfixSetting by = settings_.origin("transport_maps", rewrite_);
        std::optional<MailRoute> caught;
        for (const PostfixTable& table : all) {
            if (!table.is_read && !caught) {
                note_unread("transport_maps", table, true);
            }
            for (const TableEntry& entry : table.entries) {
                const bool whole_address = table.is_pattern || entry.reach == TableReach::one;
                if (whole_address && !caught) {
                    const MailRoute route = route_of(entry.value);
                    take(entry.reach, route, by);
                    caught = entry.reach == TableReach::everything ? std::optional(route) : caught;
                }
            }
        }
        return caught ? rest_is(*caught) : read_domains(all, by);
    }

    bool read_domains(const std::vector<PostfixTable>& all, const PostfixSetting& by) {
        std::optional<MailRoute> caught;
        for (const PostfixTable& table : all) {
            for (const TableEntry& entry : table.entries) {
                if (table.is_pattern || entry.reach == TableReach::one) {
                    continue;
                }
                const MailRoute route = route_of(entry.value);
                if (entry.reach == TableReach::some || !caught) {
                    take(entry.reach, route, by);
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

    // For the domains of a class Postfix asks the class's own transport, not the default one.
    void read_domain_classes() {
        if (!settings_.value("relay_domains", rewrite_).empty()) {
            take_beside(route_of(settings_.value("relay_transport", rewrite_), relay_host()),
                        settings_.origin("relay_domains", rewrite_));
        }
        for (const auto& [domains, transport] : {std::pair("virtual_mailbox_domains", "virtual_transport"),
                                                 std::pair("mydestination", "local_transport")}) {
            if (!settings_.value(domains, rewrite_).empty()) {
                take_beside(route_of(settings_.value(transport, rewrite_)),
                            settings_.origin(transport, rewrite_));
            }
        }
    }

    void read_senders() {
        constexpr const char* kTransports = "sender_dependent_default_transport_maps";
        for (const PostfixTable& table : tables(kTransports, rewrite_)) {
            if (!table.is_read) {
                note_unread(kTransports, table, false);
            }
            for (const TableEntry& entry : table.entries) {
                take(TableReach::some, route_of(entry.value, relay_host()),
                     settings_.origin(kTransports, rewrite_));
            }
        }
        constexpr const char* kRelays = "sender_dependent_relayhost_maps";
        const std::string transport = settings_.value("default_transport", rewrite_);
        const bool fixed = transport.find(':') != std::string::npos;
        for (const PostfixTable& table : tables(kRelays, rewrite_)) {
            for (const TableEntry& entry : table.entries) {
                take(TableReach::some, route_of(fixed ? transport : transport + ":" + entry.value),
                     settings_.origin(kRelays, rewrite_));
            }
        }
    }

    void read_filters() {
        for (const MailFilter& filter : mail_filters(settings_, services_, files_)) {
            take_beside(filter.route, filter.setting);
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
