#include "postfix/readme.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "postfix/readme_accounts.hpp"
#include "postfix/readme_use.hpp"
#include "postfix/sender_maps.hpp"
#include "postfix/warnings.hpp"

namespace postern::postfix {

namespace {

constexpr unsigned kNobody = 65534;

std::string heading(const Plan& plan) {
    if (plan.route != Route::blackhole) {
        return "A Postfix that sends the applications' mail";
    }
    const std::string kind = plan.host.instance.empty() ? "A Postfix" : "A Postfix instance";
    return kind + (plan.mailbox.testers.empty() ? " that lets no mail out"
                                                : " that lets mail out to its testers alone");
}

std::string purpose_of_blackhole(const Plan& plan) {
    const Host& host = plan.host;
    const std::string text =
        host.instance.empty()
            ? "With these files Postfix takes mail from the applications on this host and keeps it in one "
              "Maildir"
            : fmt::format(
                  "With these files an instance beside the host's own Postfix takes the mail that is handed "
                  "to {} port {}, and keeps it in one Maildir",
                  host.listen_host, host.listen_port);
    if (plan.mailbox.testers.empty()) {
        return text + ": all of it, as it has no service that could send mail off.";
    }
    return text + ". Only mail to the testers named below is delivered to them, and really leaves.";
}

std::string purpose(const Plan& plan) {
    switch (plan.route) {
        case Route::direct:
            return "With these files Postfix takes mail from the applications on this host and delivers it "
                   "to its recipients' own servers.";
        case Route::blackhole:
            return purpose_of_blackhole(plan);
        case Route::upstreams:
            break;
    }
    return "With these files Postfix takes mail from the applications on this host and hands it on to the "
           "mail provider, with the password that so far lay in the applications. It queues, tries again for "
           "five days, and logs.";
}

void write_warnings(const Plan& plan, ReadmeText& text) {
    const auto lines = warnings(plan);
    if (!lines.empty()) {
        text.title("To be known first");
        for (const std::string& line : lines) {
            text.point(line);
        }
    }
}

void write_blackhole_files(const Mailbox& mailbox, ReadmeText& text) {
    text.item("header_checks", "marks subjects with [SANDBOX]");
    text.item("prune.sh",
              fmt::format("deletes mail older than {} days; run daily once installed", mailbox.keep_days));
    if (!mailbox.testers.empty()) {
        text.item("transport", "the testers' addresses");
    }
}

void write_files(const Plan& plan, ReadmeText& text) {
    text.title("Files");
    text.blank();
    text.item("main.cf", "Postfix's settings");
    text.item("master.cf", plan.route == Route::upstreams ? "its services, with a transport for each account"
                                                          : "its services");
    write_account_files(plan, text);
    if (plan.route == Route::upstreams && plan.upstreams.size() > 1) {
        text.item("sender_transport", "which sender's mail leaves by which account");
    }
    if (plan.route == Route::blackhole) {
        write_blackhole_files(plan.mailbox, text);
    }
    text.item("MANIFEST", "what install.sh goes by");
    text.item("install.sh", "checks, shows the differences, saves the old files, installs, tries");
    text.item("uninstall.sh", "puts the old files back");
}

bool holds_passwords(const Plan& plan) {
    return has_login(plan, Login::password) || has_login(plan, Login::xoauth2);
}

std::string packages(const Plan& plan) {
    const PlatformFacts& facts = facts_of(plan.host.platform);
    return std::string(holds_passwords(plan) ? facts.packages : facts.basic_packages);
}

void write_secrecy(const Plan& plan, ReadmeText& text) {
    if (holds_passwords(plan)) {
        text.prose(
            "This folder holds passwords. Delete it once it is installed, or keep it where only root can "
            "read it.");
    }
}

void write_installation(const Plan& plan, ReadmeText& text) {
    text.title("Installing");
    text.prose("As root, on the host of the applications:");
    text.command("sudo " + packages(plan));
    text.command("sudo ./install.sh");
    text.prose(
        fmt::format("It replaces the files of these names in {0} and keeps the old ones in "
                    "{0}.postern-backup. When a check or the trial at the end fails, the old files are put "
                    "back. sudo ./uninstall.sh goes back later on. --yes asks nothing.",
                    config_folder_of(plan.host)));
    write_token_trial(plan, text);
    text.prose(fmt::format("Written for Postfix {} on {}.", text_of(plan.host.version),
                           facts_of(plan.host.platform).title));
    write_secrecy(plan, text);
}

void write_testers(const Mailbox& mailbox, ReadmeText& text) {
    if (mailbox.testers.empty()) {
        text.prose("Do not put passwords of mail accounts on this host.");
        return;
    }
    std::string testers;
    for (const std::string& tester : mailbox.testers) {
        testers += (testers.empty() ? "" : ", ") + tester;
    }
    text.prose("These testers get their mail for real: " + testers + '.');
}

void write_mailbox(const Plan& plan, ReadmeText& text) {
    const Mailbox& mailbox = plan.mailbox;
    text.title("Reading the mail");
    text.prose(fmt::format(
        "It lies in {0}/Maildir, which belongs to user {1}, group {2}: any program that runs as this "
        "user can read it, and nobody else but root.{3} The true recipient stands in X-Original-To.",
        kMailboxFolder, mailbox.uid, mailbox.gid,
        mailbox.uid == kNobody ? " Other services may run as it too: better name a user of its own "
                                 "by --mailbox-owner UID:GID."
                               : ""));
    text.command(fmt::format("sudo ls -lt {}/Maildir/new", kMailboxFolder));
    text.command(fmt::format("sudo less {}/Maildir/new/FILE", kMailboxFolder));
    text.prose("Or with any mail program that reads a Maildir:");
    text.command(fmt::format("sudo mutt -R -f {}/Maildir", kMailboxFolder));
    text.prose("uninstall.sh leaves the mail where it is, and takes away the daily deletion of old mail.");
    write_testers(mailbox, text);
}

void write_copying(const Plan& plan, const std::string& conf, ReadmeText& text) {
    if (holds_passwords(plan)) {
        text.command(fmt::format("install -m 0600 -o root -g root sasl_passwd.* {}/", conf));
    }
    text.command(fmt::format("install -m 0644 -o root -g root sender_transport dsn_filter {}/", conf));
    if (has_login(plan, Login::xoauth2)) {
        text.command("install -m 0644 -o root sasl-xoauth2.conf /etc/sasl-xoauth2.conf");
        text.command(
            fmt::format("install -d -m 0700 -o postfix {0}; install -m 0600 -o postfix xoauth2/*.json {0}",
                        token_folder_of(plan.host)));
    }
}

void write_merging(const Plan& plan, ReadmeText& text) {
    const std::string conf = config_folder_of(plan.host);
    text.title("Merging");
    text.prose("As root, in this folder:");
    text.command(packages(plan));
    write_copying(plan, conf, text);
    text.command(
        fmt::format("cp -a {0}/main.cf {0}/main.cf.before; cp -a {0}/master.cf {0}/master.cf.before", conf));
    text.command(fmt::format("cat main.cf.fragment >>{}/main.cf", conf));
    text.command(fmt::format("cat master.cf.fragment >>{}/master.cf", conf));
    text.command("postconf -n; postconf -M; postfix check; postfix reload");
    text.prose("postconf must print nothing about overriding entries or unused parameters.");
    write_token_trial(plan, text);
    text.prose("The way back; delete then what was copied:");
    text.command(fmt::format(
        "cp -a {0}/main.cf.before {0}/main.cf; cp -a {0}/master.cf.before {0}/master.cf; postfix reload",
        conf));
    write_secrecy(plan, text);
}

}  // namespace

std::string readme(const Plan& plan) {
    ReadmeText text;
    text.title(heading(plan));
    text.prose(purpose(plan));
    write_warnings(plan, text);
    write_accounts(plan, text);
    write_files(plan, text);
    write_tokens(plan, text);
    write_installation(plan, text);
    write_form(plan, text);
    if (plan.route == Route::blackhole) {
        write_mailbox(plan, text);
    }
    write_own_mail(plan, text);
    write_later(plan, text);
    return text.take();
}

std::string fragment_readme(const Plan& plan) {
    const std::string conf = config_folder_of(plan.host);
    ReadmeText text;
    text.title("Lines for a Postfix that is already set up");
    text.prose(
        "With them mail of the accounts' senders leaves by their accounts; everything else goes its way as "
        "before.");
    write_warnings(plan, text);
    write_accounts(plan, text);
    text.title("Files");
    text.blank();
    text.item("main.cf.fragment", "lines to merge into " + conf + "/main.cf");
    text.item("master.cf.fragment", "lines to add to " + conf + "/master.cf");
    text.item("sender_transport", "which sender's mail leaves by which account");
    write_account_files(plan, text);
    write_tokens(plan, text);
    write_merging(plan, text);
    write_form(plan, text);
    write_later(plan, text);
    return text.take();
}

}  // namespace postern::postfix
