#include "cli/login_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "base/text.hpp"
#include "cli/login_trials.hpp"

namespace postern::cli {

namespace {

// The one that a reader must not miss wins.
unsigned weight(LoginOutcome outcome) {
    switch (outcome) {
        case LoginOutcome::verified:
            return 2;
        case LoginOutcome::unreachable:
            return 1;
        case LoginOutcome::rejected:
            break;
    }
    return 0;
}

class LoginRun {
public:
    LoginRun(LoginDesk& desk, Report& report) : desk_(desk), report_(report) {}

    void run(const LoginTrials& plan) {
        for (std::size_t i = 0; i < plan.trials.size(); ++i) {
            desk_.tell(i + 1, plan.trials.size(), plan.trials[i].host());
            attempt(plan.trials[i]);
        }
        for (const UntriedLogin& login : plan.untried) {
            settle(login.credential, LoginOutcome::unreachable, login.host, login.why);
        }
        tell_others();
    }

private:
    void attempt(const LoginTrial& trial) {
        std::set<login::MailProtocol> asked;
        for (const login::MailServer& server : trial.servers) {
            if (asked.contains(server.protocol)) {
                continue;
            }
            if (server.host == last_host_) {
                desk_.pause();
            }
            last_host_ = server.host;
            const login::LoginResult result = desk_.attempt(server, trial.username, *trial.password);
            settle(trial.credential, result.outcome, name_of(server, trial), result.why);
            if (result.outcome == LoginOutcome::verified) {
                return;
            }
            if (result.asked) {
                asked.insert(server.protocol);
            }
        }
    }

    static std::string name_of(const login::MailServer& server, const LoginTrial& trial) {
        return trial.servers.size() == 1 ? server.host : fmt::format("{} port {}", server.host, server.port);
    }

    void settle(const std::string& id, LoginOutcome outcome, const std::string& server,
                const std::string& why) {
        const auto credential = std::find_if(report_.credentials.begin(), report_.credentials.end(),
                                             [&id](const Credential& known) { return known.id == id; });
        if (credential == report_.credentials.end()) {
            return;
        }
        std::optional<LoginOutcome>& login = credential->login;
        login = login && weight(*login) > weight(outcome) ? *login : outcome;
        credential->login_tried = report_.started;
        if (outcome == LoginOutcome::unreachable) {
            const std::string name = server.empty() ? "It" : base::printable(server);
            credential->login_notes.push_back(fmt::format("{} could not be tried: {}.", name, why));
        }
    }

    void tell_others() {
        const auto others = std::count_if(report_.credentials.begin(), report_.credentials.end(),
                                          [](const Credential& credential) { return !credential.login; });
        if (others > 0) {
            report_.notes.push_back(
                fmt::format("{} {} not tried: only passwords of mail accounts are, which are not encrypted.",
                            others, others == 1 ? "credential was" : "credentials were"));
        }
    }

    LoginDesk& desk_;
    Report& report_;
    std::string last_host_;
};

}  // namespace

void run_logins(const std::vector<audit::FoundAccount>& accounts, LoginDesk& desk, Report& report) {
    LoginRun(desk, report).run(plan_logins(accounts));
}

}  // namespace postern::cli
