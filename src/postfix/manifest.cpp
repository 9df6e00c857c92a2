#include "postfix/manifest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "postfix/sasl_passwd.hpp"
#include "postfix/xoauth2.hpp"

namespace postern::postfix {

namespace {

constexpr std::array<std::string_view, 4> kPatternTables{"dsn_filter", "header_checks", "sender_canonical",
                                                         "transport"};

std::string_view word(Route route) {
    switch (route) {
        case Route::direct:
            return "direct";
        case Route::blackhole:
            return "blackhole";
        case Route::upstreams:
            break;
    }
    return "upstreams";
}

bool has_file(std::span<const ConfigFile> files, std::string_view name) {
    return std::any_of(files.begin(), files.end(),
                       [name](const ConfigFile& file) { return file.name == name; });
}

// A half-installed folder must not be in force: main.cf, which names the others, comes last.
std::string own_files(std::span<const ConfigFile> files) {
    std::string lines;
    std::string last;
    for (const ConfigFile& file : files) {
        const bool elsewhere = file.name.find('/') != std::string::npos || file.name == "sasl-xoauth2.conf";
        if (!elsewhere) {
            const bool is_main = file.name == "main.cf" || file.name == "master.cf";
            (is_main ? last : lines) += fmt::format("file {:04o} {}\n", file.mode, file.name);
        }
    }
    const std::size_t master = last.find("file", 1);
    return lines + last.substr(master) + last.substr(0, master);
}

std::string checks(const Plan& plan, std::span<const ConfigFile> files) {
    std::string lines;
    bool password = false;
    bool tokens = false;
    for (const Upstream& upstream : plan.upstreams) {
        if (upstream.login != Login::none) {
            lines += fmt::format("query {} {}\n", nexthop(upstream), sasl_passwd_name(upstream));
        }
        password = password || upstream.login == Login::password;
        tokens = tokens || upstream.login == Login::xoauth2;
    }
    for (const std::string_view table : kPatternTables) {
        lines += has_file(files, table) ? fmt::format("pattern {}\n", table) : "";
    }
    lines += password ? "plugin plain\n" : "";
    return lines + (tokens ? "plugin sasl-xoauth2\n" : "");
}

std::string places(const Plan& plan, std::span<const ConfigFile> files) {
    std::string lines;
    const std::string folder = token_folder_of(plan.host);
    if (has_file(files, "sasl-xoauth2.conf")) {
        lines += fmt::format(
            "folder 0700 postfix {}\nunless-there place 0644 root sasl-xoauth2.conf /etc/sasl-xoauth2.conf\n",
            folder);
    }
    for (const Upstream& upstream : plan.upstreams) {
        if (upstream.login == Login::xoauth2) {
            const std::string name = token_file_name(upstream);
            lines += fmt::format("unless-there place 0600 postfix xoauth2/{} {}/{}\n", name, folder, name);
        }
    }
    if (plan.route == Route::blackhole) {
        // Its owner must not be able to put something else in the Maildir's place: root clears it up.
        lines += fmt::format("folder 0755 0:0 {0}\nfolder 0700 {1}:{2} {0}/Maildir\nmailbox {0}/Maildir\n",
                             kMailboxFolder, plan.mailbox.uid, plan.mailbox.gid);
        lines +=
            fmt::format("daily prune.sh {}/postern-blackhole\n", facts_of(plan.host.platform).daily_folder);
    }
    return lines;
}

}  // namespace

std::string manifest(const Plan& plan, std::span<const ConfigFile> files) {
    const Host& host = plan.host;
    std::string text = "# What install.sh goes by. README explains the files.\n";
    text += fmt::format("route {}\nversion {}\nplatform {}\n", word(plan.route), text_of(host.version),
                        facts_of(host.platform).name);
    text += host.instance.empty() ? "" : fmt::format("instance {}\n", host.instance);
    const PlatformFacts& facts = facts_of(host.platform);
    text += fmt::format("packages {}\n", plan.upstreams.empty() ? facts.basic_packages : facts.packages);
    const std::string outside = outside_listener(host);
    text += fmt::format("listen {} {}\n", outside.empty() ? "127.0.0.1" : outside, host.listen_port);
    return text + own_files(files) + checks(plan, files) + places(plan, files);
}

}  // namespace postern::postfix
