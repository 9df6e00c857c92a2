#include "cli/login_run.hpp"

#include <map>

#include "catch.hpp"

using namespace postern;

namespace {

// Servers that answer by their host and password alone, and a record of what was done.
class FakeDesk : public cli::LoginDesk {
public:
    login::LoginResult attempt(const login::MailServer& server, const std::string& username,
                               const Secret& password) override {
        done.push_back(username + "@" + server.host + ":" + std::to_string(server.port));
        if (server.port == 25) {
            return {LoginOutcome::unreachable, "no connection can be made", false};
        }
        if (server.host == "busy.example.com") {
            return {LoginOutcome::unreachable, "it put the login off (454)", true};
        }
        return {password == Secret("right") ? LoginOutcome::verified : LoginOutcome::rejected, "", true};
    }
    void pause() override { done.emplace_back("pause"); }
    void tell(std::size_t number, std::size_t trials, const std::string& host) override {
        told.push_back(std::to_string(number) + " of " + std::to_string(trials) + " " + host);
    }

    std::vector<std::string> done;
    std::vector<std::string> told;
};

audit::FoundAccount found(const char* credential, const char* password, const char* host,
                          std::uint16_t port = 587) {
    audit::FoundAccount found;
    found.account.protocol = "smtp";
    found.account.host = host;
    found.account.port = port;
    found.account.username = "u";
    found.account.secrets.push_back({"password", Encoding::plain, Secret(password)});
    found.credentials = {credential};
    return found;
}

struct Outcome {
    Report report;
    std::vector<std::string> done;
    std::vector<std::string> told;
};

Outcome run(const std::vector<audit::FoundAccount>& accounts) {
    Outcome outcome;
    outcome.report.credentials = {{"c1", "", "", 1}, {"c2", "", "", 1}, {"c3", "", "", 1}};
    FakeDesk desk;
    cli::run_logins(accounts, desk, outcome.report);
    outcome.done = desk.done;
    outcome.told = desk.told;
    return outcome;
}

}  // namespace

TEST_CASE("Each credential gets what its server said, with a pause between logins at one host") {
    const Outcome outcome = run({found("c1", "right", "a.example.com"), found("c2", "old", "a.example.com"),
                                 found("c3", "old", "b.example.com")});
    CHECK(outcome.done == std::vector<std::string>{"u@a.example.com:587", "pause", "u@a.example.com:587",
                                                   "u@b.example.com:587"});
    CHECK(outcome.told ==
          std::vector<std::string>{"1 of 3 a.example.com", "2 of 3 a.example.com", "3 of 3 b.example.com"});
    CHECK(outcome.report.credentials[0].login == LoginOutcome::verified);
    CHECK(outcome.report.credentials[1].login == LoginOutcome::rejected);
    CHECK(outcome.report.credentials[2].login == LoginOutcome::rejected);
    CHECK(outcome.report.notes.empty());
}

TEST_CASE("Another port is asked only when the one before did not take the login") {
    CHECK(run({found("c1", "right", "a.example.com", 25), found("c1", "right", "a.example.com")}).done ==
          std::vector<std::string>{"u@a.example.com:25", "pause", "u@a.example.com:587"});
    CHECK(
        run({found("c1", "right", "a.example.com"), found("c1", "right", "a.example.com", 25)}).done.size() ==
        1);
    CHECK(run({found("c1", "right", "busy.example.com"), found("c1", "right", "busy.example.com", 465)})
              .done.size() == 1);
}

TEST_CASE("Each protocol of a host is asked once, until one lets the user in") {
    const auto by = [](audit::FoundAccount account, const char* protocol) {
        account.account.protocol = protocol;
        return account;
    };
    const auto smtp = found("c1", "old", "a.example.com");
    const auto smtps = by(found("c1", "old", "a.example.com", 465), "smtps");
    const auto imap = by(found("c1", "old", "a.example.com", 143), "imap");
    const Outcome refused = run({smtp, smtps, imap});
    CHECK(refused.done == std::vector<std::string>{"u@a.example.com:587", "pause", "u@a.example.com:143"});
    CHECK(refused.report.credentials[0].login == LoginOutcome::rejected);
    CHECK(refused.report.credentials[0].login_notes.empty());
    const auto right = by(found("c1", "right", "a.example.com", 143), "imap");
    CHECK(run({right, by(right, "pop3"), found("c1", "right", "a.example.com")}).done.size() == 1);
    const auto busy = found("c2", "old", "busy.example.com");
    const Outcome both = run({busy, by(found("c2", "old", "busy.example.com", 143), "imap")});
    CHECK(both.done.size() == 3);
    CHECK(both.report.credentials[1].login_notes ==
          std::vector<std::string>{
              "busy.example.com port 587 could not be tried: it put the login off (454).",
              "busy.example.com port 143 could not be tried: it put the login off (454)."});
}

TEST_CASE("A port that could not be reached is told, and its refusal is not known") {
    const Outcome outcome =
        run({found("c1", "old", "a.example.com", 25), found("c1", "old", "a.example.com"),
             found("c2", "right", "a.example.com", 25), found("c2", "right", "a.example.com")});
    CHECK(outcome.report.credentials[0].login == LoginOutcome::unreachable);
    CHECK(outcome.report.credentials[1].login == LoginOutcome::verified);
    for (const std::size_t i : {0U, 1U}) {
        CHECK(
            outcome.report.credentials[i].login_notes ==
            std::vector<std::string>{"a.example.com port 25 could not be tried: no connection can be made."});
    }
}

TEST_CASE("What works anywhere works; what could not be tried everywhere is not refused") {
    const Outcome outcome =
        run({found("c1", "right", "z.example.com"), found("c1", "right", "busy.example.com"),
             found("c2", "old", "a.example.com"), found("c2", "old", "localhost")});
    CHECK(outcome.report.credentials[0].login == LoginOutcome::verified);
    CHECK(outcome.report.credentials[1].login == LoginOutcome::unreachable);
    CHECK_FALSE(outcome.report.credentials[2].login.has_value());
    CHECK(outcome.report.credentials[0].login_notes ==
          std::vector<std::string>{"busy.example.com could not be tried: it put the login off (454)."});
    CHECK(
        outcome.report.credentials[1].login_notes ==
        std::vector<std::string>{"localhost could not be tried: the name means the host of the application, "
                                 "whichever that is."});
    CHECK(outcome.report.notes ==
          std::vector<std::string>{
              "1 credential was not tried: only passwords of mail accounts are, which are not encrypted."});
}

TEST_CASE("A note shows no control character of a scanned file") {
    const Outcome outcome = run({found("c1", "x", "a\x1b[31m"), found("c2", "x", "")});
    CHECK(
        outcome.report.credentials[0].login_notes ==
        std::vector<std::string>{"a\\x1b[31m could not be tried: its name is none that a server can have."});
    CHECK(outcome.report.credentials[1].login_notes ==
          std::vector<std::string>{"It could not be tried: the account names no server."});
}
