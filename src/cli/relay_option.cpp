#include "cli/relay_option.hpp"

#include <charconv>

#include "postern/error.hpp"

namespace postern::cli {

audit::Relay parse_relay(const std::string& text) {
    const std::size_t colon = text.rfind(':');
    audit::Relay relay;
    bool good = colon != std::string::npos && colon > 0;
    if (good) {
        relay.host = text.substr(0, colon);
        if (relay.host.size() > 2 && relay.host.front() == '[' && relay.host.back() == ']') {
            relay.host = relay.host.substr(1, relay.host.size() - 2);
        }
        const char* end = text.data() + text.size();
        const auto result = std::from_chars(text.data() + colon + 1, end, relay.port);
        good = result.ec == std::errc() && result.ptr == end && relay.port > 0;
    }
    if (!good) {
        throw Error(ErrorKind::usage, "--relay takes HOST:PORT", "for example --relay localhost:25");
    }
    return relay;
}

}  // namespace postern::cli
