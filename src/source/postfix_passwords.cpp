#include "source/postfix_passwords.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "format/postfix_lines.hpp"
#include "source/postfix_readers.hpp"
#include "source/postfix_tables.hpp"

namespace postern::source {

namespace {

struct PasswordMaps {
    std::string list;
    std::string parameter;
    const format::PostfixService* service = nullptr;  // that has them for itself
    bool tokens_only = false;                         // logs in with tokens, which lie in files of their own
};

bool wants_tokens_only(const std::string& mechanisms) {
    const auto words = format::postfix_words(mechanisms);
    return !words.empty() && std::all_of(words.begin(), words.end(), [](std::string_view word) {
        return base::equal_without_case(word, "xoauth2") || base::equal_without_case(word, "oauthbearer");
    });
}

PasswordMaps maps_of(const std::string& prefix, const PostfixSettings& settings,
                     const format::PostfixService* service) {
    const std::string parameter = prefix + "_sasl_password_maps";
    return {settings.value(parameter, service), parameter, service,
            wants_tokens_only(settings.value(prefix + "_sasl_mechanism_filter", service))};
}

// Of main.cf first, then those a service has for itself.
std::vector<PasswordMaps> password_maps(const PostfixSettings& settings, const PostfixServices& services) {
    std::vector<PasswordMaps> all;
    for (const char* prefix : {"smtp", "lmtp"}) {
        const PasswordMaps main = maps_of(prefix, settings, nullptr);
        all.push_back(main);
        for (const format::PostfixService& service : services.all) {
            PasswordMaps own = maps_of(prefix, settings, &service);
            if (own.list != main.list) {
                all.push_back(std::move(own));
            }
        }
    }
    return all;
}

// Only of a service's own: everybody looks for the others in main.cf.
PostfixSetting setting_of(const PasswordMaps& maps, const PostfixSettings& settings) {
    return maps.service != nullptr ? settings.origin(maps.parameter, maps.service) : PostfixSetting();
}

// Told from the same option with a password in it: "-o smtp_sasl_password_maps=FILE in master.cf".
PostfixSetting named_file(PostfixSetting setting) {
    const std::size_t end = setting.name.rfind(" in ");
    return end == std::string::npos
               ? setting
               : PostfixSetting{setting.name.insert(end, "=FILE"), setting.line, setting.bytes};
}

PostfixFact readers_of(const std::string& path, const PostfixFiles& files, const std::string& mail_owner) {
    const PostfixReaders readers = other_readers(path, files.place().value_or(PostfixPlace()), mail_owner);
    switch (readers.state) {
        case PostfixReaders::State::somebody:
            return {path, path + ", readable by " + readers.who};
        case PostfixReaders::State::unknown:
            return {unknown_fact("who can read the passwords cannot be told from here: run as root"), ""};
        case PostfixReaders::State::nobody:
        case PostfixReaders::State::absent:
            break;
    }
    return {"no", ""};
}

// The worse of the two; both of one kind: the first.
PostfixFact worse(PostfixFact a, PostfixFact b) {
    const auto grade = [](const PostfixFact& fact) {
        return fact.value.starts_with('/') ? 2 : fact.value != "no" ? 1 : 0;
    };
    return grade(b) > grade(a) ? b : a;
}

// In a copy of a configuration one of the files may be missing.
PostfixFact readers_of(const PostfixTable& table, const PostfixFiles& files, const std::string& mail_owner) {
    const auto names = file_names(table);
    PostfixFact worst{"no", ""};
    bool any = names.empty();
    for (const std::string& name : names) {
        if (const auto path = files.locate(name)) {
            worst = worse(worst, readers_of(*path, files, mail_owner));
            any = true;
        }
    }
    return any ? worst
               : PostfixFact{
                     unknown_fact("its files with passwords are not at hand: scan on its own host as root"),
                     ""};
}

}  // namespace

PostfixFact readable_passwords(const PostfixSettings& settings, const PostfixServices& services,
                               const PostfixFiles& files) {
    PostfixFact worst{"no", ""};
    for (const PasswordMaps& maps : password_maps(settings, services)) {
        for (const PostfixTable& table : list_tables(maps.list, settings.value("default_database_type"))) {
            PostfixFact fact = readers_of(table, files, settings.value("mail_owner"));
            fact.setting = named_file(setting_of(maps, settings));
            worst = worse(worst, fact);
        }
    }
    const bool more = worst.value == "no" && !services.assumed.empty();
    return more ? PostfixFact{unknown_fact(services.assumed), ""} : worst;
}

PostfixFact passwords_in_configuration(const PostfixSettings& settings, const PostfixServices& services) {
    for (const PasswordMaps& maps : password_maps(settings, services)) {
        const bool holds_text =
            maps.list.find("static:") != std::string::npos || maps.list.find("inline:") != std::string::npos;
        if (holds_text && !maps.tokens_only) {
            return {"yes", maps.service != nullptr ? "service " + maps.service->name : std::string(),
                    setting_of(maps, settings)};
        }
    }
    return {services.assumed.empty() ? "no" : unknown_fact(services.assumed), ""};
}

}  // namespace postern::source
