#include "postfix/master_cf.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "postfix/host_name.hpp"

namespace postern::postfix {

namespace {

struct Service {
    std::string_view name;
    std::string_view type;
    std::string_view is_private;
    std::string_view wakeup;
    std::string_view processes;
    std::string_view command;
};

// From Postfix's own master.cf, without what delivers mail.
constexpr std::array<Service, 18> kServices{{{"pickup", "unix", "n", "60", "1", "pickup"},
                                             {"cleanup", "unix", "n", "-", "0", "cleanup"},
                                             {"qmgr", "unix", "n", "300", "1", "qmgr"},
                                             {"tlsmgr", "unix", "-", "1000?", "1", "tlsmgr"},
                                             {"rewrite", "unix", "-", "-", "-", "trivial-rewrite"},
                                             {"bounce", "unix", "-", "-", "0", "bounce"},
                                             {"defer", "unix", "-", "-", "0", "bounce"},
                                             {"trace", "unix", "-", "-", "0", "bounce"},
                                             {"verify", "unix", "-", "-", "1", "verify"},
                                             {"flush", "unix", "n", "1000?", "0", "flush"},
                                             {"proxymap", "unix", "-", "-", "-", "proxymap"},
                                             {"proxywrite", "unix", "-", "-", "1", "proxymap"},
                                             {"showq", "unix", "n", "-", "-", "showq"},
                                             {"error", "unix", "-", "-", "-", "error"},
                                             {"retry", "unix", "-", "-", "-", "error"},
                                             {"discard", "unix", "-", "-", "-", "discard"},
                                             {"anvil", "unix", "-", "-", "1", "anvil"},
                                             {"scache", "unix", "-", "-", "1", "scache"}}};

constexpr std::string_view kHead =
    "# The services of this Postfix. None runs in a chroot jail; nothing but the transports at the end\n"
    "# can send mail off.\n"
    "# service  type  private unpriv  chroot  wakeup  maxproc command\n";

std::string line(std::string_view name, std::string_view type, std::string_view is_private,
                 std::string_view unprivileged, std::string_view wakeup, std::string_view processes,
                 std::string_view command) {
    return fmt::format("{:<10} {:<5} {:<7} {:<7} n       {:<7} {:<7} {}\n", name, type, is_private,
                       unprivileged, wakeup, processes, command);
}

std::string listener_lines(const Host& host) {
    const std::string port = std::to_string(host.listen_port);
    std::string lines = line(port, "inet", "n", "-", "-", "-", "smtpd");
    if (const std::string outside = outside_listener(host); !outside.empty()) {
        const bool is_ipv6 = outside.find(':') != std::string::npos;
        const std::string name = (is_ipv6 ? '[' + outside + ']' : outside) + ':' + port;
        lines += name + ' ' + line("", "inet", "n", "-", "-", "-", "smtpd").substr(11);
    }
    return lines;
}

// What an upgrade of Postfix looks for and would append: "relay" as a way out. A line in a comment
// counts as there.
std::string names_for_upgrades(const std::vector<Transport>& transports) {
    std::string lines =
        "# By these names nothing can be sent. An upgrade of Postfix adds what it does not find.\n";
    for (const std::string_view name : {"smtp", "relay"}) {
        const bool taken = std::any_of(transports.begin(), transports.end(),
                                       [name](const Transport& known) { return known.name == name; });
        lines += taken ? "" : line(name, "unix", "-", "-", "-", "-", "error");
    }
    return lines +
           "#smtp     inet  n       -       n       -       1       postscreen\n"
           "#smtpd    pass  -       -       n       -       -       smtpd\n"
           "#dnsblog  unix  -       -       n       -       0       dnsblog\n";
}

std::string without_blanks(std::string_view value) {
    std::string result;
    for (const char c : value) {
        result += c == ' ' ? "" : std::string(1, c);
    }
    return result;
}

}  // namespace

std::string transport_lines(const Transport& transport) {
    const std::string_view unprivileged = transport.command == "virtual" ? "n" : "-";
    std::string lines;
    if (transport.name.size() <= 10) {
        lines = line(transport.name, "unix", "-", unprivileged, "-", "-", transport.command);
    } else {
        lines = transport.name + ' ' +
                line("", "unix", "-", unprivileged, "-", "-", transport.command).substr(11);
    }
    for (const auto& [name, value] : transport.options) {
        lines += fmt::format("    -o {}={}\n", name, without_blanks(value));
    }
    return lines;
}

std::string master_cf(const Host& host, const std::vector<Transport>& transports) {
    std::string text = std::string(kHead) + listener_lines(host);
    for (const Service& service : kServices) {
        text += line(service.name, service.type, service.is_private, "-", service.wakeup, service.processes,
                     service.command);
    }
    text += line("tlsproxy", "unix", "-", "-", "-", "0", "tlsproxy");
    text += line("postlog", "unix-dgram", "n", "-", "-", "1", "postlogd");
    text += names_for_upgrades(transports);
    for (const Transport& transport : transports) {
        text += transport_lines(transport);
    }
    return text;
}

}  // namespace postern::postfix
