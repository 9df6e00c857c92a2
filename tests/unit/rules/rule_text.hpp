// Rule files for the tests, with one line changed at a time.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "catch.hpp"
#include "postern/error.hpp"
#include "rules/rule_loader.hpp"

namespace postern::test {

inline constexpr std::string_view kSmallRule = R"([[rule]]
id = "app-mail"
product = "app"
title = "A mail account"
risk = "Anybody can read it."
references = ["https://example.org/mail"]
table = "mail"
requires = ["host", "secret"]
fields.host = { column = "host" }
fields.direction = { column = "kind", map = [["out", "outgoing"]], otherwise = "incoming" }

[[rule.secret]]
column = "secret"

[[rule.example]]
table = "mail"
row = { host = "smtp.example.com", kind = "out", secret = "s3cret" }
account = { host = "smtp.example.com", port = 25, protocol = "smtp", direction = "outgoing", tls = "none" }
secrets = [["plain", "s3cret"]]

[[rule.counter_example]]
table = "mail"
row = { subject = "hello" }
)";

inline constexpr std::string_view kSmallProvider = R"([[provider]]
id = "mail-house"
title = "Mail House"
hosts = ["smtp.example.com", "*.smtp.example.org"]
ports = { 587 = "starttls", 465 = "implicit" }
login = "password"
limits = "Ten a day."
references = ["https://example.org/limits"]
checked = "2026-11-24"
)";

// A rule about a setting.
inline constexpr std::string_view kSettingRule = R"([[rule]]
id = "app-mail"
product = "app"
title = "Open to all"
risk = "Anybody can use it."
references = ["https://example.org/mail"]
element = "app"
where = { attribute = "listens", any_of = ["network"] }
fields.key = { attribute = "port" }
[rule.finding]
severity = "high"
attribute = ["listen"]
[[rule.example]]
element = "app"
attributes = { listens = "network", listen = "all" }
role = "sandbox"
finding = "listen"
[[rule.counter_example]]
element = "app"
attributes = { listens = "loopback", listen = "all" }
)";

// The text with the first occurrence of from replaced.
inline std::string changed(std::string_view whole, std::string_view from, std::string_view to) {
    std::string text(whole);
    if (!from.empty()) {
        const std::size_t at = text.find(from);
        REQUIRE(at != std::string::npos);
        text.replace(at, from.size(), to);
    }
    return text;
}

inline std::string small_rule(std::string_view from = {}, std::string_view to = {}) {
    return changed(kSmallRule, from, to);
}

inline std::string setting_rule(std::string_view from, std::string_view to) {
    return changed(kSettingRule, from, to);
}

inline std::string small_provider(std::string_view from = {}, std::string_view to = {}) {
    return changed(kSmallProvider, from, to);
}

// The refusal of a text as "what | hint"; empty when it is accepted.
inline std::string refusal(std::string_view text) {
    try {
        rules::load_rules(text, "f.toml");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::rule);
        return std::string(error.what()) + " | " + error.hint();
    }
    return {};
}

}  // namespace postern::test
