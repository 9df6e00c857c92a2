#include "cli/login_trials.hpp"

#include <algorithm>
#include <tuple>
#include <utility>
#include <variant>

namespace postern::cli {

namespace {

bool is_password(const Account& account, const AccountSecret& secret) {
    const bool readable = secret.encoding == Encoding::plain || secret.encoding == Encoding::base64;
    return secret.type == "password" && readable && !account.protocol.empty();
}

std::variant<login::MailServer, login::NoServer> server_of(const audit::FoundAccount& found) {
    if (found.guess || found.location.assumed_layout) {
        return login::NoServer{"it is not sure that this is a mail account"};
    }
    return login::mail_server_of(found.account);
}

class Planner {
public:
    void add(const audit::FoundAccount& found) {
        const auto server = server_of(found);
        for (std::size_t i = 0; i < found.credentials.size(); ++i) {
            const AccountSecret& secret = found.account.secrets[i];
            if (found.credentials[i].empty() || !is_password(found.account, secret)) {
                continue;
            }
            if (const auto* none = std::get_if<login::NoServer>(&server)) {
                add_untried({found.credentials[i], found.account.host.value_or(""), none->why});
            } else {
                add_trial({found.credentials[i],
                           *found.account.username,
                           &secret.value,
                           {std::get<login::MailServer>(server)}});
            }
        }
    }

    LoginTrials take() {
        std::stable_sort(result_.trials.begin(), result_.trials.end(),
                         [](const LoginTrial& a, const LoginTrial& b) {
                             return std::tie(a.host(), a.username) < std::tie(b.host(), b.username);
                         });
        return std::move(result_);
    }

private:
    void add_trial(LoginTrial trial) {
        for (LoginTrial& known : result_.trials) {
            if (known.credential == trial.credential && known.username == trial.username &&
                known.host() == trial.host()) {
                auto& servers = known.servers;
                if (std::find(servers.begin(), servers.end(), trial.servers.front()) == servers.end()) {
                    servers.push_back(trial.servers.front());
                }
                return;
            }
        }
        result_.trials.push_back(std::move(trial));
    }

    void add_untried(UntriedLogin login) {
        const auto same = [&login](const UntriedLogin& known) {
            return known.credential == login.credential && known.host == login.host && known.why == login.why;
        };
        if (std::none_of(result_.untried.begin(), result_.untried.end(), same)) {
            result_.untried.push_back(std::move(login));
        }
    }

    LoginTrials result_;
};

}  // namespace

LoginTrials plan_logins(const std::vector<audit::FoundAccount>& accounts) {
    Planner planner;
    for (const audit::FoundAccount& found : accounts) {
        planner.add(found);
    }
    return planner.take();
}

}  // namespace postern::cli
