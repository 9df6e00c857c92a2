#include "report/json_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "base/text.hpp"
#include "report/words.hpp"

namespace postern::report {

namespace {

using Json = nlohmann::ordered_json;

Json text(std::string_view value) {
    return base::is_valid_utf8(value) ? std::string(value) : base::printable(value);
}

Json text_or_null(std::string_view value) {
    return value.empty() ? Json(nullptr) : text(value);
}

Json optional_text(const std::optional<std::string>& value) {
    return value ? text(*value) : Json(nullptr);
}

Json number_or_null(std::uint64_t value) {
    return value == 0 ? Json(nullptr) : Json(value);
}

Json texts(const std::vector<std::string>& values) {
    Json result = Json::array();
    for (const std::string& value : values) {
        result.push_back(text(value));
    }
    return result;
}

Json summary(const Report& report) {
    const auto count = [&report](Severity severity) {
        return std::count_if(report.findings.begin(), report.findings.end(),
                             [severity](const Finding& finding) { return finding.severity == severity; });
    };
    std::uint64_t bytes = 0;
    for (const SourceFacts& source : report.sources) {
        bytes += source.bytes;
    }
    return {{"sources", report.sources.size()}, {"findings", report.findings.size()},
            {"high", count(Severity::high)},    {"medium", count(Severity::medium)},
            {"low", count(Severity::low)},      {"bytes", bytes}};
}

Json sources(const Report& report) {
    Json result = Json::array();
    for (const SourceFacts& source : report.sources) {
        Json skips = Json::array();
        for (const Skip& skip : source.skips) {
            skips.push_back({{"at", skip.at}, {"reason", text(skip.reason)}});
        }
        Json entry = {
            {"id", result.size()},   {"path", text(source.path)},        {"kind", text(source.kind)},
            {"bytes", source.bytes}, {"complete", source.skips.empty()}, {"skips", std::move(skips)}};
        if (!source.notes.empty()) {
            entry["notes"] = texts(source.notes);
        }
        result.push_back(std::move(entry));
    }
    return result;
}

Json credentials(const Report& report) {
    Json result = Json::array();
    for (const Credential& credential : report.credentials) {
        result.push_back({{"id", text(credential.id)},
                          {"username", text(credential.username)},
                          {"host", text(credential.host)},
                          {"places", credential.places}});
    }
    return result;
}

bool is_live(const Report& report, std::size_t source) {
    return source < report.sources.size() &&
           (report.sources[source].kind == "postgresql" || report.sources[source].kind == "mysql");
}

Json location(const Report& report, const Finding& finding) {
    const Locator& at = finding.location;
    return {{"table", text(at.table)},
            {"key", text_or_null(at.key)},
            {"field", text_or_null(at.field)},
            {"byte", is_live(report, finding.source) ? Json(nullptr) : Json(at.byte)},
            {"line", number_or_null(at.line)}};
}

Json account(const Finding& finding) {
    const Account& account = finding.account;
    const bool of_no_server = finding.secret && account.protocol.empty();
    return {{"product", text(account.product)},
            {"name", text_or_null(account.name)},
            {"direction", of_no_server ? Json(nullptr) : Json(word(account.direction))},
            {"protocol", text_or_null(account.protocol)},
            {"host", optional_text(account.host)},
            {"port", number_or_null(account.port)},
            {"tls", of_no_server ? Json(nullptr) : Json(word(account.tls))},
            {"username", optional_text(account.username)},
            {"from", optional_text(account.from)},
            {"jndi", optional_text(account.jndi)}};
}

Json secret(const std::optional<SecretFacts>& secret) {
    if (!secret) {
        return nullptr;
    }
    return {{"type", text(secret->type)},
            {"encoding", word(secret->encoding)},
            {"length", secret->length},
            {"credential", optional_text(secret->credential)}};
}

Json exposure(const Exposure& exposure) {
    Json file = nullptr;
    if (exposure.file) {
        file = {{"mode", fmt::format("{:04o}", exposure.file->mode & 07777U)},
                {"owner", text(exposure.file->owner)},
                {"world_readable", exposure.file->world_readable}};
    }
    return {{"file", std::move(file)}, {"roles", texts(exposure.roles)}};
}

Json findings(const Report& report) {
    Json result = Json::array();
    for (const Finding& finding : report.findings) {
        result.push_back({{"id", text(finding.id)},
                          {"rule", text(finding.rule)},
                          {"kind", word(finding.kind)},
                          {"severity", word(finding.severity)},
                          {"status", word(finding.status)},
                          {"source", finding.source},
                          {"location", location(report, finding)},
                          {"account", account(finding)},
                          {"secret", secret(finding.secret)},
                          {"exposure", exposure(finding.exposure)},
                          {"advice", texts(finding.advice)}});
    }
    return result;
}

}  // namespace

void write_json(const Report& report, std::string_view version, base::ByteSink& sink) {
    const Json document = {
        {"schema", "postern-report/1"},  {"tool", {{"name", "postern"}, {"version", text(version)}}},
        {"complete", report.complete()}, {"summary", summary(report)},
        {"sources", sources(report)},    {"credentials", credentials(report)},
        {"findings", findings(report)}};
    constexpr bool kAsciiOnly = true;
    sink.write(document.dump(2, ' ', kAsciiOnly));
    sink.write("\n");
}

}  // namespace postern::report
