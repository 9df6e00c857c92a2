#include "source/mysql_login_methods.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include "postern/error.hpp"

namespace postern::source {

namespace {

std::string text(bool clear_text) {
    std::string methods = "mysql_native_password,caching_sha2_password,sha256_password,client_ed25519";
    methods += clear_text ? ",mysql_clear_password" : "";
    return std::string("[") + MysqlLoginMethods::group() + "]\nrestricted-auth=" + methods + "\n";
}

}  // namespace

MysqlLoginMethods::MysqlLoginMethods(bool clear_text)
    : descriptor_(::memfd_create("mysql-login-methods", MFD_CLOEXEC)) {
    const std::string list = text(clear_text);
    const bool written = descriptor_ >= 0 &&
                         ::write(descriptor_, list.data(), list.size()) == static_cast<ssize_t>(list.size());
    if (!written || ::access(path().c_str(), R_OK) != 0) {
        ::close(descriptor_);
        throw Error(ErrorKind::failed, "cannot tell the MySQL driver which ways of logging in are allowed",
                    "is /proc mounted?");
    }
}

MysqlLoginMethods::~MysqlLoginMethods() {
    ::close(descriptor_);
}

std::string MysqlLoginMethods::path() const {
    return "/proc/self/fd/" + std::to_string(descriptor_);
}

}  // namespace postern::source
