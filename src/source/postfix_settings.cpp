#include "source/postfix_settings.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/text.hpp"
#include "format/postfix_expansion.hpp"

namespace postern::source {

namespace {

using Default = std::pair<std::string_view, std::string_view>;

// Of Postfix 3; what is not listed is empty or does not matter here.
constexpr std::array<Default, 19> kDefaults{{
    {"compatibility_level", "0"},
    {"default_database_type", "hash"},
    {"default_transport", "smtp"},
    {"inet_interfaces", "all"},
    {"local_transport", "local:$myhostname"},
    {"mail_owner", "postfix"},
    {"mime_header_checks", "$header_checks"},
    {"mydestination", "$myhostname, localhost.$mydomain, localhost"},
    {"mynetworks_style", "${{$compatibility_level} <level {2} ? {subnet} : {host}}"},
    {"nested_header_checks", "$header_checks"},
    {"relay_transport", "relay"},
    {"smtp_enforce_tls", "no"},
    {"smtp_sasl_auth_enable", "no"},
    {"smtp_tls_enforce_peername", "yes"},
    {"smtp_tls_security_level", "${{$compatibility_level} <level {3.11} ? {} : {may}}"},
    {"virtual_alias_domains", "$virtual_alias_maps"},
    {"virtual_alias_maps", "$virtual_maps"},
    {"virtual_mailbox_domains", "$virtual_mailbox_maps"},
    {"virtual_transport", "virtual"},
}};

std::optional<std::string> override_of(std::string_view name, const format::PostfixService* service) {
    if (service == nullptr) {
        return std::nullopt;
    }
    const auto& all = service->overrides;
    const auto found =
        std::find_if(all.rbegin(), all.rend(), [name](const auto& entry) { return entry.first == name; });
    return found != all.rend() ? std::optional(found->second) : std::nullopt;
}

std::optional<std::string> default_of(std::string_view name) {
    const auto* found = std::find_if(kDefaults.begin(), kDefaults.end(),
                                     [name](const Default& entry) { return entry.first == name; });
    return found != kDefaults.end() ? std::optional(std::string(found->second)) : std::nullopt;
}

}  // namespace

PostfixSettings::PostfixSettings(const format::PostfixMainCf& main, std::string config_directory)
    : config_directory_(std::move(config_directory)) {
    for (const format::PostfixParameter& parameter : main.parameters) {
        main_.emplace(parameter.name, &parameter);
    }
}

std::string PostfixSettings::value(std::string_view name, const format::PostfixService* service) const {
    const format::ParameterLookup lookup = [&](std::string_view wanted) -> std::optional<std::string> {
        if (wanted == "config_directory") {
            return config_directory_;
        }
        if (auto own = override_of(wanted, service)) {
            return own;
        }
        const auto found = main_.find(wanted);
        return found != main_.end() ? std::optional(found->second->value) : default_of(wanted);
    };
    const auto raw = lookup(name);
    auto expanded = raw ? format::expand_postfix(*raw, lookup) : std::string();
    if (!expanded) {
        circular_.emplace(name);
    }
    return expanded.value_or("");
}

bool PostfixSettings::is_yes(std::string_view name, const format::PostfixService* service) const {
    return base::equal_without_case(value(name, service), "yes");
}

PostfixSetting PostfixSettings::origin(std::string_view name, const format::PostfixService* service) const {
    if (override_of(name, service)) {
        return {"-o " + std::string(name) + " in master.cf", service->line, {}};
    }
    const auto found = main_.find(name);
    const bool set = found != main_.end();
    return {std::string(name) + " in main.cf", set ? found->second->line : 0,
            set ? found->second->bytes : ByteRange()};
}

bool PostfixSettings::is_set(std::string_view name) const {
    return main_.count(name) > 0;
}

}  // namespace postern::source
