#include "source/mysql_login_methods.hpp"

#include <fstream>
#include <sstream>

#include "catch.hpp"

using postern::source::MysqlLoginMethods;

namespace {

std::string text_at(const std::string& path) {
    std::stringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
}

}  // namespace

TEST_CASE("the driver reads a list of what is allowed") {
    const MysqlLoginMethods methods(false);
    const std::string text = text_at(methods.path());
    CHECK(text.starts_with("[postern]\nrestricted-auth=mysql_native_password,"));
    CHECK(text.find("caching_sha2_password") != std::string::npos);
    CHECK(text.find("clear") == std::string::npos);
    CHECK(text.find("dialog") == std::string::npos);
}

TEST_CASE("the password as it is only where told so") {
    const MysqlLoginMethods methods(true);
    CHECK(text_at(methods.path()).find(",mysql_clear_password\n") != std::string::npos);
}

TEST_CASE("the list goes with the object") {
    std::string path;
    {
        const MysqlLoginMethods methods(false);
        path = methods.path();
    }
    CHECK(text_at(path).empty());
}
