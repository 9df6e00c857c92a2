#include "report/json_finding_reader.hpp"

#include <algorithm>
#include <limits>

#include "base/utc_time.hpp"
#include "report/json_report.hpp"
#include "report/words.hpp"

namespace postern::report {

namespace {

constexpr std::uint64_t kAnyNumber = std::numeric_limits<std::uint64_t>::max();
constexpr std::uint64_t kLastPort = 65535;

// null in a live database, and only there.
std::uint64_t read_byte(const JsonPlace& place, bool live) {
    if (live != place.is_null()) {
        place.refuse("is not what its source lets it be");
    }
    return live ? 0 : place.number(0, kAnyNumber);
}

Locator read_location(const JsonPlace& place, bool live) {
    Locator at;
    at.table = place.at("table").text();
    at.key = place.at("key").text_or_null();
    at.field = place.at("field").text_or_null();
    at.byte = read_byte(place.at("byte"), live);
    at.line = place.at("line").number_or_null(kAnyNumber);
    at.assumed_layout = place.at("assumed_layout").flag();
    return at;
}

// null of an account that is of no mail server, and only there.
template <typename Value>
Value read_word_unless(bool is_none, const JsonPlace& place, Words<Value> words, Value otherwise) {
    if (is_none != place.is_null()) {
        place.refuse("is not what its protocol lets it be");
    }
    return is_none ? otherwise : place.one_of(words);
}

Account read_account(const JsonPlace& place, bool has_secret) {
    Account account;
    account.product = place.at("product").text();
    account.name = place.at("name").text_or_null();
    account.protocol = place.at("protocol").text_or_null();
    const bool of_no_server = has_secret && account.protocol.empty();
    account.direction =
        read_word_unless(of_no_server, place.at("direction"), direction_words(), Direction::outgoing);
    account.tls = read_word_unless(of_no_server, place.at("tls"), tls_words(), Tls::none);
    account.host = place.at("host").optional_text();
    account.port = static_cast<std::uint16_t>(place.at("port").number_or_null(kLastPort));
    account.username = place.at("username").optional_text();
    account.from = place.at("from").optional_text();
    account.jndi = place.at("jndi").optional_text();
    account.proxy = place.at("proxy").optional_text();
    account.enabled = place.at("enabled").flag();
    account.unknown_cipher = place.at("unknown_cipher").text_or_null();
    return account;
}

std::optional<SecretFacts> read_secret(const JsonPlace& place) {
    if (place.is_null()) {
        return std::nullopt;
    }
    SecretFacts secret;
    secret.type = place.at("type").text();
    secret.encoding = place.at("encoding").one_of(encoding_words());
    secret.length = static_cast<std::size_t>(place.at("length").number(0, kAnyNumber));
    secret.credential = place.at("credential").optional_text();
    return secret;
}

// "0644"
unsigned read_mode(const JsonPlace& place) {
    const std::string digits = place.text();
    const bool octal = digits.size() == 4 &&
                       std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '7'; });
    if (!octal) {
        place.refuse("is no mode of a file");
    }
    unsigned mode = 0;
    for (const char digit : digits) {
        mode = mode * 8 + static_cast<unsigned>(digit - '0');
    }
    return mode;
}

FileExposure read_file(const JsonPlace& place) {
    constexpr unsigned kOthersRead = 0004;
    FileExposure file{read_mode(place.at("mode")), place.at("owner").text(),
                      place.at("world_readable").flag()};
    if (file.world_readable != ((file.mode & kOthersRead) != 0)) {
        place.at("world_readable").refuse("is not what the mode says");
    }
    return file;
}

Exposure read_exposure(const JsonPlace& place) {
    Exposure exposure;
    if (const JsonPlace file = place.at("file"); !file.is_null()) {
        exposure.file = read_file(file);
    }
    exposure.roles = place.at("roles").texts();
    return exposure;
}

std::optional<Waiver> read_waiver(const JsonPlace& place) {
    if (place.is_null()) {
        return std::nullopt;
    }
    Waiver waiver{place.at("justification").text(), place.at("expires").text()};
    if (!base::is_date(waiver.expires)) {
        place.at("expires").refuse("is no date");
    }
    return waiver;
}

std::size_t read_source_of(const JsonPlace& place, const Report& report) {
    if (report.sources.empty()) {
        place.refuse("is none that the report has");
    }
    return static_cast<std::size_t>(place.number(0, report.sources.size() - 1));
}

}  // namespace

Finding read_finding(const JsonPlace& place, const Report& report) {
    Finding finding;
    finding.id = place.at("id").text();
    finding.rule = place.at("rule").text();
    finding.kind = place.at("kind").one_of(kind_words());
    finding.severity = place.at("severity").one_of(severity_words());
    finding.status = place.at("status").one_of(status_words());
    finding.source = read_source_of(place.at("source"), report);
    finding.location = read_location(place.at("location"), is_live(report.sources[finding.source]));
    finding.secret = read_secret(place.at("secret"));
    finding.account = read_account(place.at("account"), finding.secret.has_value());
    finding.exposure = read_exposure(place.at("exposure"));
    finding.advice = place.at("advice").texts();
    finding.guess = place.at("guess").flag();
    finding.waiver = read_waiver(place.at("waiver"));
    finding.known = place.at("known").flag();
    return finding;
}

}  // namespace postern::report
