#include "report/json_reader.hpp"

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "catch.hpp"
#include "postern/error.hpp"
#include "report/json_report.hpp"
#include "sample_report.hpp"
#include "support/memory_stream.hpp"
#include "support/project_root.hpp"

using namespace postern;
using Json = nlohmann::ordered_json;

namespace {

std::string json_of(const Report& report) {
    test::MemorySink sink;
    report::write_json(report, sink);
    return sink.text;
}

std::string again(const std::string& text) {
    return json_of(report::read_json(text, "r.json"));
}

std::string refusal_of(const std::string& text) {
    try {
        report::read_json(text, "r.json");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::failed);
        CHECK_FALSE(error.hint().empty());
        return error.what();
    }
    return {};
}

// Everything a report can hold, at least once.
Report full_report() {
    Report report;
    report.version = "0.1.0";
    report.started = "2026-11-29T02:00:00Z";
    report.fingerprint_key = "0123456789abcdef";
    report.shard = Shard{2, 3, "fedcba9876543210", 40};
    report.rules = {{"jira-mailserver", "Title", "Risk", {"https://example.org/kb"}}};
    report.notes = {"A note."};
    report.sources = {test::sample_source("backup.zip!entities.xml", "jira-xml", 123),
                      test::sample_source("postgresql://db/jira", "postgresql", 0)};
    report.sources[0].host = "db1";
    report.sources[1].host = "db1";
    report.sources[0].run = "0123456789abcdef";
    report.sources[0].modified = -1;
    report.sources[0].skips = {{17, "element never ends"}};
    report.sources[1].notes = {"It is a cluster."};
    report.credentials = {{"c1",
                           "jira@example.org",
                           "smtp.example.org",
                           2,
                           "00112233445566778899aabbccddeeff",
                           LoginOutcome::verified,
                           {"A note on it."},
                           "2026-11-29T02:00:00Z"},
                          {"c2", "", "", 0}};
    report.findings = {test::sample_finding(), test::sample_finding(1), test::sample_route(),
                       test::sample_setting()};
    report.findings[0].exposure = {FileExposure{04644, "root", true}, {"jira", "reporting"}};
    report.findings[0].account.name = "B\u00fcro\n\x1b[31m";
    report.findings[0].account.proxy = "";
    report.findings[0].account.unknown_cipher = "com.example.Cipher";
    report.findings[0].waiver = Waiver{"until the migration", "2027-03-31"};
    report.findings[0].location.assumed_layout = true;
    report.findings[1].location.byte = 0;
    report.findings[1].account.protocol.clear();
    report.findings[1].account.direction = Direction::outgoing;
    report.findings[1].account.tls = Tls::none;
    report.findings[1].account.enabled = false;
    report.findings[1].status = Status::disabled;
    report.findings[1].guess = true;
    report.findings[1].known = true;
    report.findings[2].account.direction = Direction::incoming;
    report.credentials_compared = false;
    report.runs = {{"0123456789abcdef", "db1", "2026-11-29T02:00:00Z", "scope", 7, 18446744073709551615U}};
    return report;
}

}  // namespace

TEST_CASE("What was written comes back whole, and is written again byte for byte") {
    const std::string text = json_of(full_report());
    const Report read = report::read_json(text, "r.json");
    CHECK(json_of(read) == text);
    CHECK(read.sources[0].modified == -1);
    CHECK(read.findings[0].account.name == "B\u00fcro\n\x1b[31m");
    CHECK(read.findings[0].account.proxy == "");
    CHECK(read.findings[0].exposure.file->mode == 04644);
    CHECK(read.findings[0].waiver->expires == "2027-03-31");
    CHECK(read.credentials[0].login == LoginOutcome::verified);
    CHECK(read.credentials[0].login_notes == std::vector<std::string>{"A note on it."});
    CHECK_FALSE(read.credentials_compared);
    CHECK(report::read_json(json_of({}), "r.json").credentials_compared);
    CHECK(read.shard->work == "fedcba9876543210");
    CHECK(again(json_of({})) == json_of({}));
}

TEST_CASE("Every golden report is read and written byte for byte") {
    std::size_t count = 0;
    for (const auto& entry :
         std::filesystem::directory_iterator(test::project_root() + "/tests/cli/scan/golden")) {
        if (entry.path().extension() == ".json") {
            CAPTURE(entry.path().string());
            std::ostringstream text;
            text << std::ifstream(entry.path(), std::ios::binary).rdbuf();
            CHECK(again(text.str()) == text.str());
            ++count;
        }
    }
    CHECK(count > 15);
}

TEST_CASE("Keys that are not known are passed over") {
    Json document = Json::parse(json_of(full_report()));
    document["newer"] = {{"a", 1}};
    document["findings"][0]["newer"] = -1.5;
    document["sources"][0]["newer"] = nullptr;
    CHECK(again(document.dump()) == json_of(full_report()));
}

TEST_CASE("Without any one of its keys, or with a value of another kind there, it is no report") {
    const Json whole = Json::parse(json_of(full_report())).flatten();
    std::size_t count = 0;
    for (const auto& [pointer, value] : whole.items()) {
        const Json::json_pointer at(pointer);
        // What follows from the rest is not looked at.
        if (pointer.starts_with("/summary/")) {
            continue;
        }
        CAPTURE(pointer);
        for (const Json& other : {Json(-1), Json(1.5), Json::object(), Json::array({Json::array()})}) {
            Json document = Json::parse(json_of(full_report()));
            const bool item_of_empty = value.is_array() && other.is_array();
            if (!item_of_empty) {
                document[at] = other;
                CHECK(refusal_of(document.dump()).starts_with("r.json is no report of postern: "));
            }
        }
        Json document = Json::parse(json_of(full_report()));
        Json& parent = document[at.parent_pointer()];
        if (parent.is_object() && pointer != "/credentials_compared") {
            parent.erase(at.back());
            CHECK(refusal_of(document.dump()).ends_with(" is missing"));
        }
        ++count;
    }
    CHECK(count > 150);
}

TEST_CASE("What contradicts itself is no report") {
    const Json whole = Json::parse(json_of(full_report()));
    const auto changed = [&whole](const char* pointer, const Json& value) {
        Json document = whole;
        document[Json::json_pointer(pointer)] = value;
        return refusal_of(document.dump());
    };
    const std::string start = "r.json is no report of postern: ";
    CHECK(changed("/schema", "postern-report/2") ==
          start + "schema is that of another version of postern: read it with the version that made it");
    CHECK(changed("/schema", "postern-diff/1") ==
          start + "schema is that of a difference, which postern report diff wrote");
    CHECK(changed("/schema", "sarif") == start + "schema is not what it is in a report");
    CHECK(changed("/tool/name", "other") == start + "tool.name is not what it is in a report");
    CHECK(changed("/complete", true) == start + "complete is not what the sources say");
    CHECK(changed("/sources/0/complete", true) == start + "sources[0].complete is not what its skips say");
    CHECK(changed("/sources/1/id", 0) == start + "sources[1].id is a number that cannot be");
    CHECK(changed("/findings/0/source", 2) == start + "findings[0].source is a number that cannot be");
    CHECK(changed("/findings/0/location/byte", nullptr) ==
          start + "findings[0].location.byte is not what its source lets it be");
    CHECK(changed("/findings/1/location/byte", 0) ==
          start + "findings[1].location.byte is not what its source lets it be");
    CHECK(changed("/findings/0/account/tls", nullptr) ==
          start + "findings[0].account.tls is not what its protocol lets it be");
    CHECK(changed("/findings/0/account/port", 65536) ==
          start + "findings[0].account.port is a number that cannot be");
    CHECK(changed("/findings/0/secret/credential", "c3") ==
          start + "findings[0].secret.credential is none that the report has");
    CHECK(changed("/findings/0/exposure/file/mode", "0888") ==
          start + "findings[0].exposure.file.mode is no mode of a file");
    CHECK(changed("/findings/0/waiver/expires", "2027-02-30") ==
          start + "findings[0].waiver.expires is no date");
    CHECK(changed("/credentials/1/id", "c1") ==
          start + "credentials[1].id is one that another credential has");
    CHECK(changed("/credentials/0/places", 3) ==
          start + "credentials[0].places is not what the findings say");
    CHECK(changed("/sources/0/path", "q") == start + "sources[1] is not where its host and path belong");
    CHECK(changed("/sources/0/run", "other") == start + "sources[0].run is none that the report has");
    CHECK(changed("/runs/1", whole["runs"][0]) == start + "runs[1].id is one that another run has");
    CHECK(changed("/started", "yesterday") == start + "started is no point in time");
    CHECK(changed("/sources/0/modified", "yesterday") == start + "sources[0].modified is no point in time");
    CHECK(changed("/shard/number", 4) == start + "shard.number is a number that cannot be");
}

TEST_CASE("A refusal says nothing of what the file holds") {
    for (const char* text :
         {"s3cret", "{\"schema\": \"s3cret\"}", "[\"s3cret\"]", "{\"s3cret\": 1}", "\"s3cret\""}) {
        CAPTURE(text);
        CHECK(refusal_of(text).find("s3cret") == std::string::npos);
        CHECK_FALSE(refusal_of(text).empty());
    }
    CHECK(refusal_of("{}") == "r.json is no report of postern: schema is missing");
}
