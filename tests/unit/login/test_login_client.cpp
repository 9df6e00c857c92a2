#include "login/login_client.hpp"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>

#include "catch.hpp"
#include "postern/error.hpp"
#include "support/temporary_folder.hpp"

using namespace postern;
using namespace postern::login;

namespace {

// Takes connections and never says a word.
class SilentServer {
public:
    SilentServer() : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        REQUIRE(::bind(socket_, reinterpret_cast<sockaddr*>(&address), size) == 0);
        REQUIRE(::listen(socket_, 5) == 0);
        REQUIRE(::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size) == 0);
        port_ = ntohs(address.sin_port);
    }
    ~SilentServer() { close(); }
    SilentServer(const SilentServer&) = delete;
    SilentServer& operator=(const SilentServer&) = delete;

    void close() {
        if (socket_ >= 0) {
            ::close(socket_);
        }
        socket_ = -1;
    }
    std::uint16_t port() const { return port_; }

private:
    int socket_;
    std::uint16_t port_ = 0;
};

LoginResult attempt(std::uint16_t port, bool implicit_tls, const std::string& user = "user",
                    const std::string& password = "s3cret") {
    LoginClient client({}, {std::chrono::milliseconds(200), std::chrono::milliseconds(500)});
    return client.attempt({"127.0.0.1", port, MailProtocol::smtp, implicit_tls}, user, Secret(password));
}

}  // namespace

// What servers answer is in test_login_dialogue.cpp, what happens with real ones in tests/cli.

TEST_CASE("A server that says nothing is not waited for") {
    const SilentServer server;
    for (const bool implicit_tls : {false, true}) {
        const LoginResult result = attempt(server.port(), implicit_tls);
        CHECK(result.outcome == LoginOutcome::unreachable);
        CHECK(result.why == "it did not answer in time");
        CHECK_FALSE(result.asked);
    }
}

TEST_CASE("A closed port is unreachable") {
    SilentServer server;
    server.close();
    CHECK(attempt(server.port(), false).why == "no connection can be made");
}

TEST_CASE("What would end a command is not sent") {
    for (const char* text : {"a\r\nQUIT", "a\nb", "a\tb", "\x7f"}) {
        CHECK(attempt(1, false, text).why == "no server takes the characters of this user or password");
        CHECK(attempt(1, false, "user", text).why ==
              "no server takes the characters of this user or password");
    }
    CHECK(attempt(1, false, "user", std::string("a\0b", 3)).why ==
          "no server takes the characters of this user or password");
}

TEST_CASE("A file of authorities holds a certificate") {
    const test::TemporaryFolder folder;
    CHECK_THROWS_AS(LoginClient(folder.path + "/none.pem"), Error);
    std::ofstream(folder.path + "/empty.pem") << "no certificate";
    CHECK_THROWS_AS(LoginClient(folder.path + "/empty.pem"), Error);
    std::ofstream(folder.path + "/ca.pem") << "-----BEGIN CERTIFICATE-----\n";
    CHECK_NOTHROW(LoginClient(folder.path + "/ca.pem"));
}

TEST_CASE("Keys of connections are not logged") {
    ::setenv("SSLKEYLOGFILE", "keys", 1);
    const LoginClient client;
    CHECK(std::getenv("SSLKEYLOGFILE") == nullptr);
}
