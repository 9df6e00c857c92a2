#include "postfix/readme_accounts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "postfix/sasl_passwd.hpp"
#include "postfix/sender_maps.hpp"
#include "postfix/xoauth2.hpp"

namespace postern::postfix {

namespace {

std::string login_words(const Upstream& upstream) {
    switch (upstream.login) {
        case Login::none:
            return "without a login";
        case Login::xoauth2:
            return "by XOAUTH2 as " + upstream.username;
        case Login::password:
            break;
    }
    return "as " + upstream.username;
}

std::string tls_words(const Upstream& upstream) {
    const std::string kind = upstream.wrappermode ? "TLS from the start" : "STARTTLS";
    switch (upstream.tls.level) {
        case TlsLevel::cleartext:
            return "TLS if the server has it, otherwise in clear";
        case TlsLevel::may:
            return "TLS if the server has it";
        case TlsLevel::encrypt:
            return kind + ", certificate not checked";
        case TlsLevel::secure:
            break;
    }
    return kind + ", certificate checked" + (upstream.tls.name.empty() ? "" : " for " + upstream.tls.name);
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) {
        text += (text.empty() ? "" : ", ") + word;
    }
    return text;
}

bool takes_the_rest(const Plan& plan, const Upstream& upstream) {
    return !plan.fragment && &upstream == &plan.upstreams.front();
}

std::string sender_words(const Plan& plan, const Upstream& upstream) {
    if (plan.route == Route::blackhole) {
        return " For the testers' mail.";
    }
    const std::string senders = joined(senders_through(plan.upstreams, upstream));
    const std::string rest = plan.upstreams.size() > 1 ? "all others" : "any";
    return " Senders: " + (senders.empty() ? takes_the_rest(plan, upstream) ? rest : "none" : senders) + '.';
}

void write_lines(const std::string& title, const std::vector<std::string>& lines, ReadmeText& text) {
    if (lines.empty()) {
        return;
    }
    text.title(title);
    for (const std::string& line : lines) {
        text.point(base::printable(line));
    }
}

// What stands behind a key that "sasl-xoauth2-tool get-token" prints.
void write_getting(const Upstream& upstream, ReadmeText& text) {
    const std::string command = token_command(upstream);
    if (command.empty()) {
        text.prose("Get a refresh token as the provider says; the plug-in has no tool for this one.");
    } else {
        text.command(command);
        text.prose("It asks for the client's secret, if there is one, and prints JSON.");
    }
    if (upstream.oauth.client_id.empty()) {
        text.prose(
            "The client id comes from an app registration that you make at the provider. postern "
            "postfix takes it by --oauth-client-id.");
    }
    if (command.find("TENANT") != std::string::npos) {
        text.prose(
            "TENANT is the directory of your organisation, its id or its domain. In token_endpoint it may "
            "have "
            "to stand in the place of \"organizations\" too.");
    }
}

void write_tokens_of(const Plan& plan, const Upstream& upstream, ReadmeText& text) {
    text.title("Tokens for " + upstream.name);
    text.prose(fmt::format(
        "It logs in by XOAUTH2, with the SASL plug-in of https://github.com/tarickb/sasl-xoauth2. "
        "{}",
        facts_of(plan.host.platform).xoauth2));
    const std::vector<std::string> missing = missing_in_token_file(upstream);
    if (missing.empty()) {
        text.prose(fmt::format("xoauth2/{} is complete.", token_file_name(upstream)));
        return;
    }
    write_getting(upstream, text);
    text.prose(fmt::format(
        "Then put into xoauth2/{} in the place of FILL-IN: {}; and client_secret, if the client has "
        "one. In client_secret and refresh_token write %26 for '&', %2B for '+', %25 for '%' and %23 "
        "for '#', as the plug-in sends them unencoded.",
        token_file_name(upstream), joined(missing)));
}

}  // namespace

bool has_login(const Plan& plan, Login login) {
    return std::any_of(plan.upstreams.begin(), plan.upstreams.end(),
                       [login](const Upstream& upstream) { return upstream.login == login; });
}

void write_accounts(const Plan& plan, ReadmeText& text) {
    if (!plan.upstreams.empty()) {
        text.title("Accounts");
    }
    for (const Upstream& upstream : plan.upstreams) {
        text.point(base::printable(fmt::format("{}: {} port {}, {}, {}.{}", upstream.name, upstream.host,
                                               upstream.port, login_words(upstream), tls_words(upstream),
                                               sender_words(plan, upstream))));
    }
    if (plan.route == Route::upstreams && !plan.fragment && plan.upstreams.size() > 1) {
        text.prose("Mail of any other sender leaves by the first.");
    }
    write_lines("Accounts left out", plan.left_out, text);
    write_lines("NOT READ, so accounts may be missing here", plan.not_read, text);
}

void write_account_files(const Plan& plan, ReadmeText& text) {
    for (const Upstream& upstream : plan.upstreams) {
        if (upstream.login != Login::none) {
            text.item(sasl_passwd_name(upstream), "the login of that account; root's alone, mode 0600");
        }
        if (upstream.login == Login::xoauth2) {
            text.item("xoauth2/" + token_file_name(upstream), "its tokens");
        }
    }
    if (has_login(plan, Login::xoauth2)) {
        text.item("sasl-xoauth2.conf", "settings of the plug-in, without secrets");
    }
    if (!plan.upstreams.empty()) {
        text.item("dsn_filter", "makes mail wait when its password is not found, instead of bouncing");
    }
    if (!plan.fragment && rewrites_senders(plan.upstreams)) {
        text.item("sender_canonical", "which sender addresses are replaced");
    }
}

void write_tokens(const Plan& plan, ReadmeText& text) {
    for (const Upstream& upstream : plan.upstreams) {
        if (upstream.login == Login::xoauth2) {
            write_tokens_of(plan, upstream, text);
        }
    }
}

void write_token_trial(const Plan& plan, ReadmeText& text) {
    if (!has_login(plan, Login::xoauth2)) {
        return;
    }
    text.prose("Then try the tokens:");
    for (const Upstream& upstream : plan.upstreams) {
        if (upstream.login == Login::xoauth2) {
            text.command(test_command(upstream, plan.host));
        }
    }
}

void write_new_secrets(const Plan& plan, ReadmeText& text) {
    const std::string conf = config_folder_of(plan.host);
    if (has_login(plan, Login::password)) {
        text.prose(
            fmt::format("A new password goes into {}/sasl_passwd.NAME, behind the first colon, exactly as it "
                        "is: nothing is "
                        "quoted. Then reload.",
                        conf));
    }
    if (has_login(plan, Login::password) && plan.route == Route::upstreams) {
        text.prose(
            "Once mail leaves by Postfix, change the password at the provider, and put the new one there: "
            "older "
            "backups of the applications hold the old one.");
    }
    if (has_login(plan, Login::xoauth2)) {
        text.prose(fmt::format("New tokens go into {}/NAME.json, where the plug-in renews them.",
                               token_folder_of(plan.host)));
    }
}

}  // namespace postern::postfix
