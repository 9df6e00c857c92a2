#include "postfix/xoauth2.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace postern::postfix {

namespace {

constexpr std::string_view kFillIn = "FILL-IN";

// A JSON string; what cannot be in one as it is gets escaped.
std::string quoted(std::string_view text) {
    std::string result = "\"";
    for (const char c : text) {
        if (static_cast<unsigned char>(c) < 0x20) {
            result += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
            continue;
        }
        if (c == '"' || c == '\\') {
            result += '\\';
        }
        result += c;
    }
    return result += '"';
}

std::string_view or_fill_in(std::string_view text) {
    return text.empty() ? kFillIn : text;
}

std::string endpoint_of(const Upstream& upstream) {
    const Provider* provider = upstream.provider;
    return provider != nullptr && provider->oauth ? provider->oauth->token_endpoint : "";
}

bool is_unreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

Secret joined(const Secret& first, std::string_view second) {
    return Secret::joined(first.reveal(), second);
}

}  // namespace

std::string token_file_name(const Upstream& upstream) {
    return upstream.name + ".json";
}

ConfigFile xoauth2_conf(const Host& host) {
    return {"sasl-xoauth2.conf", fmt::format("{{\n"
                                             "  \"client_id\": \"\",\n"
                                             "  \"client_secret\": \"\",\n"
                                             "  \"ca_bundle_file\": {},\n"
                                             "  \"log_to_syslog_on_failure\": \"yes\",\n"
                                             "  \"log_full_trace_on_failure\": \"no\"\n"
                                             "}}\n",
                                             quoted(ca_file_of(host)))};
}

ConfigFile token_file(const Upstream& upstream) {
    const OauthSecrets& oauth = upstream.oauth;
    Secret text(fmt::format("{{\n  \"client_id\": {},\n  \"token_endpoint\": {},\n  \"client_secret\": \"",
                            quoted(or_fill_in(oauth.client_id)), quoted(or_fill_in(endpoint_of(upstream)))));
    text = Secret::joined(text.reveal(), percent_encoded(oauth.client_secret).reveal());
    text = joined(text, "\",\n  \"refresh_token\": \"");
    const bool known = !oauth.refresh_token.empty();
    text = known ? Secret::joined(text.reveal(), percent_encoded(oauth.refresh_token).reveal())
                 : joined(text, kFillIn);
    text = joined(text, "\",\n  \"access_token\": \"\",\n  \"expiry\": \"0\"\n}\n");
    return {"xoauth2/" + token_file_name(upstream), std::move(text)};
}

bool has_tokens(const Upstream& upstream) {
    return missing_in_token_file(upstream).empty();
}

std::string token_command(const Upstream& upstream) {
    const auto oauth = upstream.provider != nullptr ? upstream.provider->oauth : std::nullopt;
    const std::string& id = upstream.oauth.client_id;
    const bool plain = !id.empty() && std::all_of(id.begin(), id.end(), is_unreserved);
    const std::string client = plain ? id : "CLIENT-ID";
    if (oauth && oauth->tool == "outlook") {
        return fmt::format(
            "sasl-xoauth2-tool get-token --client-id={} --tenant=TENANT --use-device-flow outlook", client);
    }
    if (oauth && oauth->tool == "gmail") {
        return fmt::format("sasl-xoauth2-tool get-token --client-id={} --scope={} gmail", client,
                           oauth->scope);
    }
    return "";
}

std::string test_command(const Upstream& upstream, const Host& host) {
    return fmt::format("sasl-xoauth2-tool test-token-refresh {}/{}", token_folder_of(host),
                       token_file_name(upstream));
}

std::vector<std::string> missing_in_token_file(const Upstream& upstream) {
    std::vector<std::string> names;
    if (upstream.oauth.client_id.empty()) {
        names.emplace_back("client_id");
    }
    if (endpoint_of(upstream).empty()) {
        names.emplace_back("token_endpoint");
    }
    if (upstream.oauth.refresh_token.empty()) {
        names.emplace_back("refresh_token");
    }
    return names;
}

Secret percent_encoded(const Secret& value) {
    Secret result;
    for (const char c : value.reveal()) {
        const std::string piece =
            is_unreserved(c) ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
        result = Secret::joined(result.reveal(), piece);
    }
    return result;
}

}  // namespace postern::postfix
