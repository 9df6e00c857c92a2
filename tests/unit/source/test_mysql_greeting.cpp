#include "source/mysql_greeting.hpp"

#include <string>

#include "catch.hpp"

using namespace postern::source;

namespace {

std::string greeting(const std::string& capabilities) {
    return "\x0A"
           "10.11.19-MariaDB" +
           std::string(1, '\0') + "\x05" + std::string(3, '\0') + "12345678" + std::string(1, '\0') +
           capabilities;
}

}  // namespace

TEST_CASE("whether a server offers TLS") {
    CHECK(read_greeting(greeting("\xFE\xFF"))->offers_tls);
    CHECK(read_greeting(greeting(std::string("\0\x08", 2)))->offers_tls);
    CHECK_FALSE(read_greeting(greeting("\xFE\xF7"))->offers_tls);
    CHECK_FALSE(read_greeting(greeting(std::string(2, '\0')) + "\x08\x08\x08")->offers_tls);
}

TEST_CASE("a server may turn the connection away") {
    const auto refused = read_greeting("\xFF\x69\x04Host '192.0.2.1' is blocked");
    REQUIRE(refused);
    CHECK(refused->error == 1129);
    CHECK_FALSE(refused->offers_tls);
}

TEST_CASE("what is no greeting of MySQL's") {
    const std::string whole = greeting("\xFE\xFF");
    for (std::size_t size = 0; size < whole.size(); ++size) {
        CHECK_FALSE(read_greeting(whole.substr(0, size)).has_value());
    }
    CHECK_FALSE(read_greeting("220 mail.example.com ESMTP").has_value());
    CHECK_FALSE(read_greeting("\x09" + whole.substr(1)).has_value());
    CHECK_FALSE(read_greeting("\xFF\x69").has_value());
}
