#include "source/postfix_exposure.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "format/ip_network.hpp"
#include "format/postfix_lines.hpp"

namespace postern::source {

namespace {

bool takes_mail(const format::PostfixService& service) {
    return service.type == "inet" &&
           (service.command == "smtpd" || service.command == "postscreen" || service.command == "qmqpd");
}

bool is_disabled(const format::PostfixService& service, const PostfixSettings& settings) {
    const std::string disabled = settings.value("master_service_disable");
    const auto words = format::postfix_words(disabled);
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        return word == "inet" || word == service.name + "/inet" || word == service.name + ".inet";
    });
}

std::vector<const format::PostfixService*> listeners(const PostfixSettings& settings,
                                                     const PostfixServices& services) {
    std::vector<const format::PostfixService*> found;
    for (const format::PostfixService& service : services.all) {
        if (takes_mail(service) && !is_disabled(service, settings)) {
            found.push_back(&service);
        }
    }
    return found;
}

bool interfaces_are_loopback(const PostfixSettings& settings) {
    const std::string interfaces = settings.value("inet_interfaces");
    const auto words = format::postfix_words(interfaces);
    return std::all_of(words.begin(), words.end(), [](std::string_view word) {
        return base::equal_without_case(word, "loopback-only") || format::is_loopback_host(word);
    });
}

// "smtp" listens where inet_interfaces says, "127.0.0.1:10025" where it says itself.
bool is_loopback_listener(const format::PostfixService& service, const PostfixSettings& settings) {
    const std::size_t colon = service.name.rfind(':');
    return colon == std::string::npos ? interfaces_are_loopback(settings)
                                      : format::is_loopback_host(service.name.substr(0, colon));
}

enum class Networks { host, wider, unclear };

Networks reach_of(std::string_view list) {
    Networks reach = Networks::host;
    for (const std::string_view word : format::postfix_words(list)) {
        if (word.starts_with('!')) {
            continue;  // takes away only
        }
        switch (format::reach_of_network(word)) {
            case format::NetworkReach::loopback:
                break;
            case format::NetworkReach::wider:
                return Networks::wider;
            case format::NetworkReach::invalid:
                reach = Networks::unclear;
        }
    }
    return reach;
}

Networks networks(const PostfixSettings& settings, const format::PostfixService* service) {
    const auto is_own = [&](const auto& entry) { return entry.first == "mynetworks"; };
    const bool set =
        settings.is_set("mynetworks") ||
        (service != nullptr && std::any_of(service->overrides.begin(), service->overrides.end(), is_own));
    if (set) {
        return reach_of(settings.value("mynetworks", service));
    }
    const bool host = base::equal_without_case(settings.value("mynetworks_style"), "host") ||
                      interfaces_are_loopback(settings);
    return host ? Networks::host : Networks::wider;  // Postfix takes them from its interfaces
}

PostfixFact fact(Networks networks, const std::string& about, const PostfixSetting& setting) {
    switch (networks) {
        case Networks::host:
            return {"host", ""};
        case Networks::wider:
            return {"wider", about, setting};
        case Networks::unclear:
            break;
    }
    return {unknown_fact("mynetworks names a table or a file, which is not read"), about, setting};
}

}  // namespace

PostfixFact listens_to(const PostfixSettings& settings, const PostfixServices& services) {
    const auto all = listeners(settings, services);
    for (const format::PostfixService* service : all) {
        if (!is_loopback_listener(*service, settings)) {
            const bool own = service->name.find(':') != std::string::npos;
            const PostfixSetting address{"address in master.cf", service->line, {}};
            return {"network", "service " + service->name, own ? address : PostfixSetting()};
        }
    }
    if (!services.assumed.empty()) {
        return {unknown_fact(services.assumed), ""};
    }
    return {all.empty() ? "nothing" : "loopback", ""};
}

PostfixFact relays_for(const PostfixSettings& settings, const PostfixServices& services) {
    PostfixFact worst = fact(networks(settings, nullptr), "", {});
    for (const format::PostfixService* service : listeners(settings, services)) {
        const Networks own = networks(settings, service);
        if (worst.value == "host" || own == Networks::wider) {
            worst = worst.value == "wider"
                        ? worst
                        : fact(own, "service " + service->name, settings.origin("mynetworks", service));
        }
    }
    return worst.value == "host" && !services.assumed.empty()
               ? PostfixFact{unknown_fact(services.assumed), ""}
               : worst;
}

}  // namespace postern::source
