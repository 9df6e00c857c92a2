#include "source/postfix_passwords.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "format/postfix_lines.hpp"
#include "source/postfix_tables.hpp"

namespace postern::source {

namespace {

struct PasswordMaps {
    std::string list;
    std::string about;
    bool tokens_only = false;  // logs in with tokens, which lie in files of their own
};

bool wants_tokens_only(const std::string& mechanisms) {
    const auto words = format::postfix_words(mechanisms);
    return !words.empty() && std::all_of(words.begin(), words.end(), [](std::string_view word) {
        return base::equal_without_case(word, "xoauth2") || base::equal_without_case(word, "oauthbearer");
    });
}

PasswordMaps maps_of(const std::string& prefix, const PostfixSettings& settings,
                     const format::PostfixService* service) {
    return {settings.value(prefix + "_sasl_password_maps", service),
            service != nullptr ? "service " + service->name : std::string(),
            wants_tokens_only(settings.value(prefix + "_sasl_mechanism_filter", service))};
}

// Of main.cf first, then those a service has for itself.
std::vector<PasswordMaps> password_maps(const PostfixSettings& settings, const PostfixServices& services) {
    std::vector<PasswordMaps> all;
    for (const char* prefix : {"smtp", "lmtp"}) {
        all.push_back(maps_of(prefix, settings, nullptr));
        for (const format::PostfixService& service : services.all) {
            PasswordMaps own = maps_of(prefix, settings, &service);
            if (own.list != all.front().list) {
                all.push_back(std::move(own));
            }
        }
    }
    return all;
}

PostfixFact readers_of(const std::string& path) {
    switch (PostfixFiles::readers(path)) {
        case PostfixFiles::Readers::everybody:
            return {path, ""};
        case PostfixFiles::Readers::unknown:
            return {unknown_fact("who can read the passwords cannot be told from here: run as root"), ""};
        case PostfixFiles::Readers::some:
        case PostfixFiles::Readers::absent:
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
PostfixFact readers_of(const PostfixTable& table, const PostfixFiles& files) {
    const auto names = file_names(table);
    PostfixFact worst{"no", ""};
    bool any = names.empty();
    for (const std::string& name : names) {
        if (const auto path = files.locate(name)) {
            worst = worse(worst, readers_of(*path));
            any = true;
        }
    }
    return any ? worst : PostfixFact{unknown_fact("its files with passwords are not at hand"), ""};
}

}  // namespace

PostfixFact readable_passwords(const PostfixSettings& settings, const PostfixServices& services,
                               const PostfixFiles& files) {
    PostfixFact worst{"no", ""};
    for (const PasswordMaps& maps : password_maps(settings, services)) {
        for (const PostfixTable& table : list_tables(maps.list, settings.value("default_database_type"))) {
            worst = worse(worst, readers_of(table, files));
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
            return {"yes", maps.about};
        }
    }
    return {services.assumed.empty() ? "no" : unknown_fact(services.assumed), ""};
}

}  // namespace postern::source
