#include "report/json_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "base/text.hpp"
#include "base/utc_time.hpp"
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
    return {{"sources", report.sources.size()},    {"findings", report.findings.size()},
            {"high", count(Severity::high)},       {"medium", count(Severity::medium)},
            {"low", count(Severity::low)},         {"bytes", bytes},
            {"other_files", report.other_files()}, {"links_not_followed", report.links_not_followed()}};
}

Json shard(const std::optional<Shard>& shard) {
    if (!shard) {
        return nullptr;
    }
    return {
        {"number", shard->number}, {"of", shard->of}, {"work", text(shard->work)}, {"files", shard->files}};
}

Json runs(const Report& report) {
    Json result = Json::array();
    for (const Run& run : report.runs) {
        result.push_back({{"id", text(run.id)},
                          {"host", text_or_null(run.host)},
                          {"started", text_or_null(run.started)},
                          {"scope", text_or_null(run.scope)},
                          {"other_files", run.other_files},
                          {"links_not_followed", run.links_not_followed}});
    }
    return result;
}

Json rules(const Report& report) {
    Json result = Json::array();
    for (const RuleFacts& rule : report.rules) {
        result.push_back({{"id", text(rule.id)},
                          {"title", text(rule.title)},
                          {"risk", text(rule.risk)},
                          {"references", texts(rule.references)}});
    }
    return result;
}

Json skips(const SourceFacts& source) {
    Json result = Json::array();
    for (const Skip& skip : source.skips) {
        result.push_back({{"at", skip.at}, {"reason", text(skip.reason)}});
    }
    return result;
}

Json sources(const Report& report) {
    Json result = Json::array();
    for (const SourceFacts& source : report.sources) {
        result.push_back(
            {{"id", result.size()},
             {"run", text_or_null(source.run)},
             {"host", text_or_null(source.host)},
             {"path", text(source.path)},
             {"kind", text(source.kind)},
             {"bytes", source.bytes},
             {"modified", source.modified ? text_or_null(base::utc_text(*source.modified)) : Json(nullptr)},
             {"complete", source.skips.empty()},
             {"skips", skips(source)},
             {"notes", texts(source.notes)}});
    }
    return result;
}

Json credentials(const Report& report) {
    Json result = Json::array();
    for (const Credential& credential : report.credentials) {
        result.push_back({{"id", text(credential.id)},
                          {"username", text(credential.username)},
                          {"host", text(credential.host)},
                          {"places", credential.places},
                          {"fingerprint", text_or_null(credential.fingerprint)},
                          {"login", credential.login ? Json(word(*credential.login)) : Json(nullptr)},
                          {"login_tried", text_or_null(credential.login_tried)}});
        if (!credential.login_notes.empty()) {
            result.back()["login_notes"] = texts(credential.login_notes);
        }
    }
    return result;
}

Json location(const Report& report, const Finding& finding) {
    const Locator& at = finding.location;
    const bool live = finding.source < report.sources.size() && is_live(report.sources[finding.source]);
    return {{"table", text(at.table)},         {"key", text_or_null(at.key)},
            {"field", text_or_null(at.field)}, {"byte", live ? Json(nullptr) : Json(at.byte)},
            {"line", number_or_null(at.line)}, {"assumed_layout", at.assumed_layout}};
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
            {"jndi", optional_text(account.jndi)},
            {"proxy", optional_text(account.proxy)},
            {"enabled", account.enabled},
            {"unknown_cipher", text_or_null(account.unknown_cipher)}};
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

Json waiver(const std::optional<Waiver>& waiver) {
    if (!waiver) {
        return nullptr;
    }
    return {{"justification", text(waiver->justification)}, {"expires", text(waiver->expires)}};
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
                          {"advice", texts(finding.advice)},
                          {"guess", finding.guess},
                          {"waiver", waiver(finding.waiver)},
                          {"known", finding.known}});
    }
    return result;
}

}  // namespace

bool is_live(const SourceFacts& source) {
    return source.kind == "postgresql" || source.kind == "mysql";
}

void write_json(const Report& report, base::ByteSink& sink) {
    Json document = {{"schema", "postern-report/1"},
                     {"tool", {{"name", "postern"}, {"version", text(report.version)}}},
                     {"started", text_or_null(report.started)},
                     {"fingerprint_key", text_or_null(report.fingerprint_key)},
                     {"shard", shard(report.shard)},
                     {"complete", report.complete()},
                     {"summary", summary(report)},
                     {"rules", rules(report)},
                     {"notes", texts(report.notes)},
                     {"runs", runs(report)},
                     {"sources", sources(report)},
                     {"credentials", credentials(report)},
                     {"findings", findings(report)}};
    if (!report.credentials_compared) {
        document["credentials_compared"] = false;
    }
    constexpr bool kAsciiOnly = true;
    sink.write(document.dump(2, ' ', kAsciiOnly));
    sink.write("\n");
}

}  // namespace postern::report
