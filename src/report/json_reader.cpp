#include "report/json_reader.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "base/byte_stream.hpp"
#include "base/text.hpp"
#include "base/utc_time.hpp"
#include "postern/error.hpp"
#include "report/json_finding_reader.hpp"
#include "report/json_place.hpp"
#include "report/words.hpp"

namespace postern::report {

namespace {

constexpr std::uint64_t kAnyNumber = std::numeric_limits<std::uint64_t>::max();
constexpr std::uint64_t kMostShards = std::numeric_limits<std::uint32_t>::max();

constexpr std::string_view kSchema = "postern-report/1";

// Of a later version nothing can be told but that.
void expect_schema(const JsonPlace& place) {
    const std::string schema = place.text();
    if (schema.starts_with("postern-report/") && schema != kSchema) {
        place.refuse("is that of another version of postern: read it with the version that made it");
    }
    if (schema == "postern-diff/1") {
        place.refuse("is that of a difference, which postern report diff wrote");
    }
    if (schema != kSchema) {
        place.refuse("is not what it is in a report");
    }
}

void expect_word(const JsonPlace& place, std::string_view word) {
    if (place.text() != word) {
        place.refuse("is not what it is in a report");
    }
}

std::string read_time_or_null(const JsonPlace& place) {
    const std::string text = place.text_or_null();
    if (!text.empty() && !base::parse_utc(text)) {
        place.refuse("is no point in time");
    }
    return text;
}

std::optional<Shard> read_shard(const JsonPlace& place) {
    if (place.is_null()) {
        return std::nullopt;
    }
    Shard shard;
    shard.of = static_cast<std::uint32_t>(place.at("of").number(1, kMostShards));
    shard.number = static_cast<std::uint32_t>(place.at("number").number(1, shard.of));
    shard.work = place.at("work").text();
    shard.files = place.at("files").number(0, kAnyNumber);
    return shard;
}

std::vector<RuleFacts> read_rules(const JsonPlace& place) {
    std::vector<RuleFacts> rules;
    for (const JsonPlace& item : place.items()) {
        rules.push_back({item.at("id").text(), item.at("title").text(), item.at("risk").text(),
                         item.at("references").texts()});
    }
    return rules;
}

std::vector<Skip> read_skips(const JsonPlace& place) {
    std::vector<Skip> skips;
    for (const JsonPlace& item : place.items()) {
        skips.push_back({item.at("at").number(0, kAnyNumber), item.at("reason").text()});
    }
    return skips;
}

std::vector<Run> read_runs(const JsonPlace& place) {
    std::vector<Run> runs;
    std::set<std::string> ids;
    for (const JsonPlace& item : place.items()) {
        Run run;
        run.id = item.at("id").text();
        run.host = item.at("host").text_or_null();
        run.started = read_time_or_null(item.at("started"));
        run.scope = item.at("scope").text_or_null();
        run.other_files = item.at("other_files").number(0, kAnyNumber);
        run.links_not_followed = item.at("links_not_followed").number(0, kAnyNumber);
        if (!ids.insert(run.id).second) {
            item.at("id").refuse("is one that another run has");
        }
        runs.push_back(std::move(run));
    }
    return runs;
}

SourceFacts read_source(const JsonPlace& place) {
    SourceFacts source;
    source.run = place.at("run").text_or_null();
    source.host = place.at("host").text_or_null();
    source.path = place.at("path").text();
    source.kind = place.at("kind").text();
    source.bytes = place.at("bytes").number(0, kAnyNumber);
    source.modified = base::parse_utc(read_time_or_null(place.at("modified")));
    source.skips = read_skips(place.at("skips"));
    source.notes = place.at("notes").texts();
    if (place.at("complete").flag() != source.skips.empty()) {
        place.at("complete").refuse("is not what its skips say");
    }
    return source;
}

bool comes_before(const SourceFacts& a, const SourceFacts& b) {
    return std::tie(a.host, a.path) < std::tie(b.host, b.path);
}

std::vector<SourceFacts> read_sources(const JsonPlace& place, const std::vector<Run>& runs) {
    std::set<std::string_view> known = {""};
    for (const Run& run : runs) {
        known.insert(run.id);
    }
    std::vector<SourceFacts> sources;
    for (const JsonPlace& item : place.items()) {
        item.at("id").number(sources.size(), sources.size());
        sources.push_back(read_source(item));
        if (!known.contains(sources.back().run)) {
            item.at("run").refuse("is none that the report has");
        }
        if (sources.size() > 1 && comes_before(sources.back(), sources[sources.size() - 2])) {
            item.refuse("is not where its host and path belong");
        }
    }
    return sources;
}

Credential read_credential(const JsonPlace& place) {
    Credential credential;
    credential.id = place.at("id").text();
    credential.username = place.at("username").text();
    credential.host = place.at("host").text();
    credential.places = static_cast<std::size_t>(place.at("places").number(0, kAnyNumber));
    credential.fingerprint = place.at("fingerprint").text_or_null();
    if (const JsonPlace login = place.at("login"); !login.is_null()) {
        credential.login = login.one_of(outcome_words());
    }
    credential.login_tried = read_time_or_null(place.at("login_tried"));
    if (place.has("login_notes")) {
        credential.login_notes = place.at("login_notes").texts();
    }
    return credential;
}

std::vector<Credential> read_credentials(const JsonPlace& place) {
    std::vector<Credential> credentials;
    std::set<std::string> ids;
    for (const JsonPlace& item : place.items()) {
        credentials.push_back(read_credential(item));
        if (!ids.insert(credentials.back().id).second) {
            item.at("id").refuse("is one that another credential has");
        }
    }
    return credentials;
}

std::vector<Finding> read_findings(const JsonPlace& place, const Report& report) {
    std::set<std::string_view> credentials;
    for (const Credential& credential : report.credentials) {
        credentials.insert(credential.id);
    }
    std::vector<Finding> findings;
    for (const JsonPlace& item : place.items()) {
        findings.push_back(read_finding(item, report));
        const auto& secret = findings.back().secret;
        if (secret && secret->credential && !credentials.contains(*secret->credential)) {
            item.at("secret").at("credential").refuse("is none that the report has");
        }
    }
    return findings;
}

void check_places(const JsonPlace& place, const Report& report) {
    std::map<std::string_view, std::size_t> counts;
    for (const Finding& finding : report.findings) {
        if (finding.secret && finding.secret->credential) {
            ++counts[*finding.secret->credential];
        }
    }
    const std::vector<JsonPlace> items = place.items();
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (counts[report.credentials[i].id] != report.credentials[i].places) {
            items[i].at("places").refuse("is not what the findings say");
        }
    }
}

// The numbers of the summary need not be looked at.
Report read_document(const JsonPlace& document) {
    expect_schema(document.at("schema"));
    expect_word(document.at("tool").at("name"), "postern");
    Report report;
    report.version = document.at("tool").at("version").text();
    report.started = read_time_or_null(document.at("started"));
    report.fingerprint_key = document.at("fingerprint_key").text_or_null();
    report.shard = read_shard(document.at("shard"));
    report.rules = read_rules(document.at("rules"));
    report.notes = document.at("notes").texts();
    report.runs = read_runs(document.at("runs"));
    report.sources = read_sources(document.at("sources"), report.runs);
    report.credentials = read_credentials(document.at("credentials"));
    report.findings = read_findings(document.at("findings"), report);
    check_places(document.at("credentials"), report);
    report.credentials_compared =
        !document.has("credentials_compared") || document.at("credentials_compared").flag();
    if (document.at("complete").flag() != report.complete()) {
        document.at("complete").refuse("is not what the sources say");
    }
    return report;
}

}  // namespace

Report read_json(std::string_view text, const std::string& file_name) {
    try {
        const JsonValue document = parse_json(text);
        return read_document(JsonPlace(document));
    } catch (const base::DamagedInput& damage) {
        throw Error(ErrorKind::failed,
                    base::printable(file_name) + " is no report of postern: " + damage.what(),
                    "postern scan --format json makes one");
    }
}

}  // namespace postern::report
