// Accounts as a scan finds them.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "postern/error.hpp"
#include "postfix/upstream_selection.hpp"
#include "support/sample_plan.hpp"

namespace postern::test {

inline postfix::Candidate candidate(const std::string& user = "jira@example.com",
                                    const std::string& password = "s3cret",
                                    const std::string& host = "smtp.example.com") {
    postfix::Candidate found;
    found.account.product = "jira";
    found.account.name = "Main";
    found.account.protocol = "smtp";
    found.account.host = host;
    found.account.port = 587;
    found.account.tls = Tls::starttls;
    found.account.username = user;
    found.account.from = user;
    found.account.secrets = {{"password", Encoding::plain, Secret(password), 0}};
    found.place = "jira.sql, mailserver key 1";
    return found;
}

inline postfix::Selection select(const std::vector<postfix::Candidate>& candidates,
                                 const postfix::UpstreamWishes& wishes = {},
                                 std::span<const Provider> providers = {}) {
    return postfix::select_upstreams(candidates, providers, wishes);
}

// Message and hint.
inline std::string refusal_of(const std::vector<postfix::Candidate>& candidates,
                              const postfix::UpstreamWishes& wishes = {}) {
    try {
        select(candidates, wishes);
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::failed);
        return std::string(error.what()) + " | " + error.hint();
    }
    return {};
}

}  // namespace postern::test
