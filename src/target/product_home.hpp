// Where a Jira or Confluence home directory says its database is.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "target/database_url.hpp"

namespace postern::target {

struct ProductHome {
    std::string product;        // "jira" or "confluence"
    std::string file;           // its configuration
    DatabaseUrl url;            // with user, schema and, where it can be read, password
    std::string password_hint;  // what to do instead when the password is encrypted, else empty
};

// `path` is a home directory, or the configuration file in one: Jira's dbconfig.xml, Confluence's
// confluence.cfg.xml, told by what stands in it. nullopt: neither. Throws Error for one that cannot be
// read, or names a database that postern does not; no value is repeated.
std::optional<ProductHome> find_product_home(const std::string& path);

// The same for the text of a configuration file.
std::optional<ProductHome> read_product_config(const std::string& file, std::string_view text);

}  // namespace postern::target
