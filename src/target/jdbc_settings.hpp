// The parameters of a JDBC URL, as Java drivers look them up.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "target/url_parts.hpp"

namespace postern::target {

class JdbcSettings {
public:
    explicit JdbcSettings(UrlParameters all) : all_(std::move(all)) {}

    // Names without case. Empty when it is not there.
    std::string operator[](std::string_view name) const;
    bool is(std::string_view name, std::string_view value) const;
    // nullopt: not said. Throws Error(usage) for a word that is neither yes nor no.
    std::optional<bool> flag(std::string_view name) const;

private:
    UrlParameters all_;
};

// Throws the Error(usage) for a JDBC URL, whose end `what` is; values do not belong into it.
[[noreturn]] void refuse_jdbc(const std::string& what,
                              const std::string& hint = "give the database as postgresql:// or mysql://");

}  // namespace postern::target
