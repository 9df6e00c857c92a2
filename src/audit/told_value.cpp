#include "audit/told_value.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace postern::audit {

namespace {

bool names(const Selector& selector, std::string_view name) {
    const auto lists = {&selector.columns, &selector.attributes, &selector.leaves};
    return std::any_of(lists.begin(), lists.end(), [name](const auto* list) {
        return std::any_of(list->begin(), list->end(), [name](const std::string& known) {
            return base::equal_without_case(known, name);
        });
    });
}

template <std::size_t Count>
bool fits_any(const std::array<std::string_view, Count>& globs, std::string_view text) {
    return std::any_of(globs.begin(), globs.end(),
                       [text](std::string_view glob) { return base::glob_fits(glob, text); });
}

// What a rule clears may be a password too, though it is none of the account's.
bool is_secret(const Rule& rule, std::string_view name) {
    constexpr std::array<std::string_view, 9> kSounds{"*pass*",    "*pwd*",         "*secret*",
                                                      "*token*",   "*auth*conf*",   "*credential*",
                                                      "*api*key*", "*private*key*", "*cert*"};
    return fits_any(kSounds, name) ||
           std::any_of(rule.secrets.begin(), rule.secrets.end(),
                       [name](const SecretRule& secret) { return names(secret.from, name); });
}

bool has_plain_meaning(const Rule& rule, std::string_view name) {
    constexpr std::array<std::string_view, 5> kPlain{"*host", "*port", "*user", "*username", "*protocol"};
    return fits_any(kPlain, name) ||
           std::any_of(rule.fields.begin(), rule.fields.end(),
                       [name](const auto& f) { return names(f.second.from, name); });
}

// A URL may hold a password.
bool is_url_with_login(std::string_view value) {
    return base::glob_fits("*://*@*", value);
}

bool is_switch_or_number(std::string_view value) {
    constexpr std::array<std::string_view, 4> kPlain{"true", "false", "#", ""};
    return fits_any(kPlain, value);
}

}  // namespace

bool may_be_told(const Rule& rule, std::string_view field, std::optional<std::string_view> value) {
    if (is_secret(rule, field)) {
        return false;
    }
    return !value || is_switch_or_number(*value) ||
           (has_plain_meaning(rule, field) && !is_url_with_login(*value));
}

}  // namespace postern::audit
