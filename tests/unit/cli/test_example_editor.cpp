#include "cli/example_editor.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "catch.hpp"
#include "cli/example_detector.hpp"
#include "cli/rule_selection.hpp"

using namespace postern;
using audit::FieldChange;
using audit::Purpose;
using audit::Relay;

namespace {

// Not the default port, which an application may take for granted.
const Relay kRelay{"relay.example.com", 2525};

const Rule& rule_named(const std::string& id) {
    static const RuleSet rules = cli::select_rules("");
    const auto found =
        std::find_if(rules.rules.begin(), rules.rules.end(), [&](const Rule& rule) { return rule.id == id; });
    REQUIRE(found != rules.rules.end());
    return *found;
}

// Calls back with each example of each rule that changes something.
template <typename Callback>
void for_each_example(const Callback& callback) {
    for (const Rule& rule : cli::select_rules("").rules) {
        for (const Example& example : rule.examples) {
            if (rule.relay || rule.scrub) {
                CAPTURE(rule.id, example.line);
                callback(rule, example);
            }
        }
    }
}

std::vector<Account> accounts_in(const Rule& rule, const Example& example) {
    return cli::detect_accounts(rule, example);
}

bool holds_secret(const std::vector<Account>& accounts) {
    return std::any_of(accounts.begin(), accounts.end(), [](const Account& account) {
        return std::any_of(account.secrets.begin(), account.secrets.end(),
                           [](const AccountSecret& secret) { return secret.encoding != Encoding::external; });
    });
}

const std::optional<std::string>& value_in(const Example& example, const std::string& name) {
    const auto found = std::find_if(example.fields.begin(), example.fields.end(),
                                    [&](const auto& field) { return field.first == name; });
    REQUIRE(found != example.fields.end());
    return found->second;
}

bool has(const Example& example, const std::string& text) {
    return std::any_of(example.fields.begin(), example.fields.end(), [&](const auto& field) {
        return field.second && field.second->find(text) != std::string::npos;
    });
}

const Example& example_with(const Rule& rule, const std::string& text) {
    const auto found = std::find_if(rule.examples.begin(), rule.examples.end(),
                                    [&](const Example& example) { return has(example, text); });
    REQUIRE(found != rule.examples.end());
    return *found;
}

// What the passwords of the examples are, and what the JVM was given, as they are stored.
std::vector<std::string> stored_secrets(const Rule& rule, const Example& example) {
    std::vector<std::string> secrets{"trust-store-pw", "jvm-secret", "smtps property pw"};
    for (const auto& [name, value] : example.fields) {
        for (const SecretRule& secret : rule.secrets) {
            const auto& names =
                example.shape == RecordShape::row ? secret.from.columns : secret.from.attributes;
            if (value && !value->empty() && std::find(names.begin(), names.end(), name) != names.end()) {
                secrets.push_back(*value);
            }
        }
    }
    for (const auto& secret : example.secrets) {
        secrets.push_back(secret.second);
    }
    secrets.erase(std::remove(secrets.begin(), secrets.end(), ""), secrets.end());
    return secrets;
}

std::string told(const std::vector<FieldChange>& changes) {
    std::string text;
    for (const FieldChange& change : changes) {
        text += change.place.field + ": " + change.before.value_or("NULL") + " -> " +
                change.after.value_or("NULL") + "\n";
    }
    return text;
}

}  // namespace

TEST_CASE("scrubbed, no example of a built-in rule holds a secret") {
    for_each_example([](const Rule& rule, const Example& example) {
        const Example scrubbed = cli::edit_example(rule, example, kRelay, Purpose::scrub).example;
        CHECK_FALSE(holds_secret(accounts_in(rule, scrubbed)));
        for (const std::string& secret : stored_secrets(rule, example)) {
            CHECK_FALSE(has(scrubbed, secret));
        }
    });
}

TEST_CASE("scrubbed, no example names the server or the user it named") {
    for_each_example([](const Rule& rule, const Example& example) {
        if (rule.id == "jira-log-mail-password") {
            return;  // no application reads its log: it keeps telling what was, but for the secret
        }
        const auto accounts =
            accounts_in(rule, cli::edit_example(rule, example, kRelay, Purpose::scrub).example);
        for (const Account& account : accounts) {
            CHECK(account.host == kRelay.host);
            CHECK_FALSE(account.username);
            CHECK_FALSE(account.jndi);
        }
    });
}

TEST_CASE("relayed, an outgoing account of an example sends through the relay without a secret") {
    std::size_t relayed = 0;
    for_each_example([&relayed](const Rule& rule, const Example& example) {
        const auto edited = cli::edit_example(rule, example, kRelay, Purpose::relay);
        if (!edited.changes.empty()) {
            ++relayed;
            const auto accounts = accounts_in(rule, edited.example);
            REQUIRE(accounts.size() == 1);
            CHECK(accounts[0].direction == Direction::outgoing);
            CHECK(audit::is_relayed(accounts[0], kRelay));
            CHECK(accounts[0].protocol == "smtp");
            CHECK(accounts[0].tls == Tls::none);
            CHECK_FALSE(accounts[0].username);
            CHECK_FALSE(accounts[0].jndi);
            CHECK_FALSE(accounts[0].proxy);
            CHECK(accounts[0].secrets.empty());
            CHECK(accounts[0].from == accounts_in(rule, example)[0].from);
            CHECK(accounts[0].name == accounts_in(rule, example)[0].name);
        }
    });
    CHECK(relayed > 20);
}

TEST_CASE("only outgoing accounts are relayed") {
    for_each_example([](const Rule& rule, const Example& example) {
        const auto edited = cli::edit_example(rule, example, kRelay, Purpose::relay);
        const auto direction = example.account.find("direction");
        if (direction == example.account.end() || direction->second == "incoming") {
            CHECK(edited.changes.empty());
            CHECK(edited.example.fields == example.fields);
        }
    });
}

TEST_CASE("a second pass has no edits") {
    for_each_example([](const Rule& rule, const Example& example) {
        for (const Purpose purpose : {Purpose::relay, Purpose::scrub}) {
            for (const Relay& relay : {kRelay, Relay{}}) {
                const Example once = cli::edit_example(rule, example, relay, purpose).example;
                const auto twice = cli::edit_example(rule, once, relay, purpose);
                CHECK(told(twice.changes).empty());
                CHECK(twice.example.fields == once.fields);
            }
        }
    });
}

TEST_CASE("fields that no change names stay as they are") {
    for_each_example([](const Rule& rule, const Example& example) {
        const Example scrubbed = cli::edit_example(rule, example, kRelay, Purpose::scrub).example;
        for (const auto& [name, value] : example.fields) {
            const auto names = [field = name](const std::optional<Change>& change) {
                return change && std::any_of(change->set.begin(), change->set.end(), [&](const auto& entry) {
                           return base::equal_without_case(entry.first, field) ||
                                  (is_name_glob(entry.first) && base::glob_fits(entry.first, field));
                       });
            };
            if (!names(rule.relay) && !names(rule.scrub) && !rule.nested) {
                CHECK(value_in(scrubbed, name) == value);
            }
        }
    });
}

TEST_CASE("what is told of the changes holds no secret") {
    for_each_example([](const Rule& rule, const Example& example) {
        for (const Purpose purpose : {Purpose::relay, Purpose::scrub}) {
            const std::string text = told(cli::edit_example(rule, example, kRelay, purpose).changes);
            for (const std::string& secret : stored_secrets(rule, example)) {
                CHECK(text.find(secret) == std::string::npos);
            }
        }
    });
}

TEST_CASE("a JNDI row of Jira is led to the relay, its other columns kept") {
    const Rule& rule = rule_named("jira-mailserver");
    const Example relayed = cli::relay_example(rule, example_with(rule, "java:comp/env/mail/JiraMailServer"));
    CHECK_FALSE(value_in(relayed, "jndilocation"));
    CHECK(value_in(relayed, "servername") == "localhost");
    CHECK(value_in(relayed, "timeout") == "10000");
    CHECK(value_in(relayed, "prefix") == "[JIRA]");
}

TEST_CASE("an account document changes in what is named alone") {
    const Rule& rule = rule_named("confluence-mail-accounts");
    const Example& example = example_with(rule, "jvm-secret");
    const std::string document = *value_in(cli::relay_example(rule, example), "bandanavalue");
    CHECK(document.find("<name>SMTPS</name>") != std::string::npos);
    CHECK(document.find(R"(<property name="user.name" value="confluence"/>)") != std::string::npos);
    CHECK(document.find(R"(<property name="mail.smtp.host" value="localhost"/>)") != std::string::npos);
    for (const char* gone : {"smtps", "starttls", "socks", "trustStorePassword", "app.db.secret"}) {
        CAPTURE(gone);
        CHECK(document.find(gone) == std::string::npos);
    }
}

TEST_CASE("a document of an old release gains no field that its classes do not know") {
    const Rule& rule = rule_named("confluence-mail-accounts");
    const Example& old = example_with(rule, "<smtpPort>2525</smtpPort>");
    const std::string document =
        *value_in(cli::edit_example(rule, old, {"localhost", 587}, Purpose::relay).example, "bandanavalue");
    CHECK(document.find("<smtpPort>587</smtpPort>") != std::string::npos);
    for (const char* unknown : {"<port>", "<mailProtocol>", "<tlsRequired>", "<isAuthenticating>"}) {
        CAPTURE(unknown);
        CHECK(document.find(unknown) == std::string::npos);
    }
}

TEST_CASE("an authorization goes as a whole") {
    const Rule& rule = rule_named("confluence-mail-accounts");
    const std::string document =
        *value_in(cli::relay_example(rule, example_with(rule, "<tokenId>")), "bandanavalue");
    CHECK(document.find("authorization") == std::string::npos);
    CHECK(document.find("tokenId") == std::string::npos);
}
