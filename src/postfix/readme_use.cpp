#include "postfix/readme_use.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "postfix/readme_accounts.hpp"

namespace postern::postfix {

namespace {

constexpr std::string_view kTomcat = "tomcat";

// Where targets were not asked, nobody knows what there is.
bool may_have(const Plan& plan, bool tomcat) {
    return plan.route != Route::upstreams ||
           std::any_of(plan.upstreams.begin(), plan.upstreams.end(), [tomcat](const Upstream& upstream) {
               return (upstream.product == kTomcat) == tomcat;
           });
}

void write_fields(const Host& host, ReadmeText& text) {
    text.prose(
        "In Jira: Administration, System, Outgoing Mail. In Confluence: General Configuration, Mail "
        "Servers.");
    text.blank();
    text.item("Service provider", "Custom");
    text.item("Protocol", "SMTP");
    text.item("Host name", host.listen_host);
    text.item("Port", std::to_string(host.listen_port));
    text.item("TLS", "no");
    text.item("User name, password", "both empty");
    text.item("From address", "as it is");
}

void write_session(const Host& host, ReadmeText& text) {
    text.prose("A mail session of Tomcat, in its Resource of server.xml or context.xml:");
    text.command(
        fmt::format("mail.smtp.host=\"{}\" mail.smtp.port=\"{}\" mail.smtp.auth=\"false\" "
                    "mail.transport.protocol=\"smtp\"",
                    host.listen_host, host.listen_port));
    text.prose(
        "and no password, no user, nothing of starttls, ssl, socketFactory, smtps or socks. Then restart "
        "Tomcat; "
        "the form of the application that uses the session stays as it is.");
}

}  // namespace

void write_form(const Plan& plan, ReadmeText& text) {
    text.title("What the applications have to say");
    if (may_have(plan, false)) {
        write_fields(plan.host, text);
    }
    if (may_have(plan, true)) {
        write_session(plan.host, text);
    }
    text.prose(
        fmt::format("Then send a test mail from there, and look for status=sent in Postfix's log. It is {}.",
                    facts_of(plan.host.platform).log));
}

void write_own_mail(const Plan& plan, ReadmeText& text) {
    text.title("Mail of this host itself");
    if (!plan.host.instance.empty()) {
        text.prose(
            "What this host sends itself (cron, the sendmail command) goes by its own Postfix as before: "
            "this "
            "instance does not see it.");
    } else if (plan.route == Route::blackhole) {
        text.prose(
            "What this host sends itself (cron, the sendmail command) is kept like the applications' mail.");
    } else {
        text.prose(
            "What this host sends itself (cron, the sendmail command) leaves too. Mail to \"root\" leaves as "
            "mail "
            "to root at this host's name, which nobody may read: /etc/aliases is not used. Name whole "
            "addresses: "
            "MAILTO=admin@example.com in crontabs, and the like in whatever else writes to root.");
    }
}

void write_later(const Plan& plan, ReadmeText& text) {
    const std::string conf = config_folder_of(plan.host);
    text.title("Later");
    text.blank();
    text.item("what waits", "postqueue -c " + conf + " -p");
    text.item("try it now", "postqueue -c " + conf + " -f");
    text.item("after any change", "postfix -c " + conf + " reload");
    write_new_secrets(plan, text);
}

}  // namespace postern::postfix
