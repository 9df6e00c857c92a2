#include "postfix/sender_maps.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.hpp"

namespace postern::postfix {

namespace {

// In the result of a pattern "$1" would stand for a part of what it fits.
std::string escaped_result(std::string_view text) {
    std::string result;
    for (const char c : text) {
        result += c == '$' ? "$$" : std::string(1, c);
    }
    return result;
}

}  // namespace

std::string sender_transport(std::span<const Upstream> upstreams) {
    std::string text = "# Which account the mail of a sender goes through. After a change: postfix reload\n";
    for (const Upstream& upstream : upstreams) {
        for (const std::string& sender : senders_through(upstreams, upstream)) {
            text += fmt::format("{} {}:{}\n", sender, upstream.name, nexthop(upstream));
        }
    }
    return text;
}

const Upstream* account_of(std::span<const Upstream> upstreams, const std::string& sender) {
    const auto found = std::find_if(upstreams.begin(), upstreams.end(), [&](const Upstream& upstream) {
        return std::find(upstream.senders.begin(), upstream.senders.end(), sender) != upstream.senders.end();
    });
    return found != upstreams.end() ? &*found : nullptr;
}

std::vector<std::string> senders_through(std::span<const Upstream> upstreams, const Upstream& upstream) {
    std::vector<std::string> senders;
    std::copy_if(upstream.senders.begin(), upstream.senders.end(), std::back_inserter(senders),
                 [&](const std::string& sender) { return account_of(upstreams, sender) == &upstream; });
    return senders;
}

bool rewrites_senders(std::span<const Upstream> upstreams) {
    return !upstreams.empty() && !upstreams.front().own_sender.empty();
}

std::string sender_canonical(std::span<const Upstream> upstreams) {
    std::string text = fmt::format(
        "# {} takes mail from its own accounts' addresses alone.\n"
        "# The accounts' addresses stay as they are, any other becomes the first account's.\n",
        base::printable(upstreams.front().provider->title));
    std::set<std::string> known;
    for (const Upstream& upstream : upstreams) {
        for (const std::string& sender : upstream.senders) {
            if (known.insert(sender).second) {
                text += fmt::format("/^{}$/ {}\n", escaped_pattern(sender), escaped_result(sender));
            }
        }
    }
    // Without an '@' it is the null sender or a name of this host, which gets a domain first.
    return text += fmt::format("/@/ {}\n", escaped_result(upstreams.front().own_sender));
}

std::string escaped_pattern(std::string_view text) {
    std::string pattern;
    for (const char c : text) {
        if (std::string_view("\\/.^$*+?()[]{}|").find(c) != std::string_view::npos) {
            pattern += '\\';
        }
        pattern += c;
    }
    return pattern;
}

}  // namespace postern::postfix
