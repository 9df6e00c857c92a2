#include "source/pg_conninfo.hpp"

#include <libpq-fe.h>

#include <cstring>
#include <memory>
#include <string_view>

namespace postern::source {

namespace {

struct FreeOptions {
    void operator()(PQconninfoOption* options) const {
        for (const PQconninfoOption* option = options; option->keyword != nullptr; ++option) {
            if (option->val != nullptr) {
                ::explicit_bzero(option->val, std::strlen(option->val));
            }
        }
        PQconninfoFree(options);
    }
};

bool is_secret(const PQconninfoOption& option) {
    const std::string_view keyword = option.keyword;
    return (keyword == "password" || keyword == "sslpassword") && option.val != nullptr &&
           *option.val != '\0';
}

}  // namespace

bool append_conninfo_password(const std::string& conninfo, std::string& password) {
    const std::unique_ptr<PQconninfoOption, FreeOptions> options(PQconninfoParse(conninfo.c_str(), nullptr));
    if (options == nullptr) {
        return false;
    }
    for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option) {
        if (is_secret(*option)) {
            password += option->val;
            return true;
        }
    }
    return false;
}

}  // namespace postern::source
