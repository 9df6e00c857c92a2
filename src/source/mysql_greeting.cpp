#include "source/mysql_greeting.hpp"

#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <memory>
#include <string>

#include "base/descriptor.hpp"
#include "base/interrupt.hpp"
#include "source/mysql_errors.hpp"

namespace postern::source {

namespace {

using base::Descriptor;
using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds kPatience{15};
constexpr int kUnknownHost = 2005;
constexpr int kUnreachable = 2002;
constexpr unsigned kTlsCapability = 0x0800;
constexpr std::size_t kHeader = 4;
constexpr std::size_t kLargestGreeting = 4096;

using Addresses = std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)>;

Addresses resolve(const MysqlAddress& address, const std::string& place) {
    addrinfo wanted{};
    wanted.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    const std::string host = tcp_host_of(address);
    if (::getaddrinfo(host.c_str(), std::to_string(port_of(address)).c_str(), &wanted, &found) != 0) {
        throw mysql_error(kUnknownHost, place);
    }
    return {found, ::freeaddrinfo};
}

// False when nothing happened until then.
bool wait_for(const Descriptor& descriptor, short event, Clock::time_point until) {
    while (true) {
        base::throw_if_interrupted();
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count();
        pollfd watched{descriptor.number(), event, 0};
        const int ready = ::poll(&watched, 1, left > 0 ? static_cast<int>(left) : 0);
        if (ready >= 0 || errno != EINTR) {
            return ready > 0;
        }
    }
}

bool connects(const Descriptor& descriptor, const addrinfo& to, Clock::time_point until) {
    if (::connect(descriptor.number(), to.ai_addr, to.ai_addrlen) == 0) {
        return true;
    }
    int error = 0;
    socklen_t size = sizeof(error);
    return errno == EINPROGRESS && wait_for(descriptor, POLLOUT, until) &&
           ::getsockopt(descriptor.number(), SOL_SOCKET, SO_ERROR, &error, &size) == 0 && error == 0;
}

// True once `text` has `size` bytes.
bool receive(const Descriptor& descriptor, std::size_t size, Clock::time_point until, std::string& text) {
    while (text.size() < size) {
        char buffer[kLargestGreeting];
        if (!wait_for(descriptor, POLLIN, until)) {
            return false;
        }
        const ssize_t read = ::recv(descriptor.number(), buffer, sizeof(buffer), 0);
        if (read <= 0) {
            return false;
        }
        text.append(buffer, static_cast<std::size_t>(read));
    }
    return true;
}

std::optional<MysqlGreeting> listen_to(const addrinfo& to, Clock::time_point until) {
    const Descriptor descriptor(
        ::socket(to.ai_family, to.ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, to.ai_protocol));
    std::string text;
    if (descriptor.number() < 0 || !connects(descriptor, to, until) ||
        !receive(descriptor, kHeader, until, text)) {
        return std::nullopt;
    }
    const auto byte = [&text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const std::size_t length =
        byte(0) | static_cast<std::size_t>(byte(1)) << 8 | static_cast<std::size_t>(byte(2)) << 16;
    if (length > kLargestGreeting || !receive(descriptor, kHeader + length, until, text)) {
        return std::nullopt;
    }
    return read_greeting(std::string_view(text).substr(kHeader, length));
}

}  // namespace

// Protocol 10: its number, the version up to a NUL, a thread's number, 8 random bytes, a NUL, and the
// lower half of what the server can do.
std::optional<MysqlGreeting> read_greeting(std::string_view packet) {
    constexpr std::size_t kBeforeCapabilities = 4 + 8 + 1;
    const auto number_at = [packet](std::size_t i) {
        return static_cast<unsigned>(static_cast<unsigned char>(packet[i])) |
               static_cast<unsigned>(static_cast<unsigned char>(packet[i + 1])) << 8;
    };
    if (packet.size() >= 3 && packet[0] == '\xFF') {
        return MysqlGreeting{false, static_cast<int>(number_at(1))};
    }
    const std::size_t version_end = packet.find('\0');
    if (packet.empty() || packet[0] != '\x0A' || version_end == std::string_view::npos ||
        packet.size() < version_end + 1 + kBeforeCapabilities + 2) {
        return std::nullopt;
    }
    return MysqlGreeting{(number_at(version_end + 1 + kBeforeCapabilities) & kTlsCapability) != 0, 0};
}

MysqlGreeting greeting_of(const MysqlAddress& address) {
    const std::string place = place_of(address);
    const Addresses addresses = resolve(address, place);
    const Clock::time_point until = Clock::now() + kPatience;
    for (const addrinfo* one = addresses.get(); one != nullptr; one = one->ai_next) {
        if (const auto greeting = listen_to(*one, until)) {
            if (greeting->error != 0) {
                throw mysql_error(greeting->error, place);
            }
            return *greeting;
        }
    }
    throw mysql_error(kUnreachable, place);
}

}  // namespace postern::source
