#include "report/words.hpp"

#include <algorithm>
#include <array>

namespace postern::report {

namespace {

template <typename Value>
using Word = std::pair<std::string_view, Value>;

constexpr std::array<Word<FindingKind>, 3> kKinds = {{{"exposed-credential", FindingKind::exposed_credential},
                                                      {"open-mail-route", FindingKind::open_mail_route},
                                                      {"risk", FindingKind::risk}}};
constexpr std::array<Word<Severity>, 3> kSeverities = {
    {{"high", Severity::high}, {"medium", Severity::medium}, {"low", Severity::low}}};
constexpr std::array<Word<Status>, 3> kStatuses = {
    {{"active", Status::active}, {"commented-out", Status::commented_out}, {"disabled", Status::disabled}}};
constexpr std::array<Word<Encoding>, 4> kEncodings = {{{"plain", Encoding::plain},
                                                       {"base64", Encoding::base64},
                                                       {"encrypted", Encoding::encrypted},
                                                       {"external", Encoding::external}}};
constexpr std::array<Word<Direction>, 2> kDirections = {
    {{"outgoing", Direction::outgoing}, {"incoming", Direction::incoming}}};
constexpr std::array<Word<Tls>, 3> kTls = {
    {{"none", Tls::none}, {"starttls", Tls::starttls}, {"implicit", Tls::implicit}}};
constexpr std::array<Word<LoginOutcome>, 3> kOutcomes = {{{"verified", LoginOutcome::verified},
                                                          {"rejected", LoginOutcome::rejected},
                                                          {"unreachable", LoginOutcome::unreachable}}};

// The tables name every value there is.
template <typename Value>
std::string_view word_for(Value value, Words<Value> words) {
    const auto means = [value](const Word<Value>& entry) { return entry.second == value; };
    return std::find_if(words.begin(), words.end(), means)->first;
}

}  // namespace

Words<FindingKind> kind_words() {
    return kKinds;
}

Words<Severity> severity_words() {
    return kSeverities;
}

Words<Status> status_words() {
    return kStatuses;
}

Words<Encoding> encoding_words() {
    return kEncodings;
}

Words<Direction> direction_words() {
    return kDirections;
}

Words<Tls> tls_words() {
    return kTls;
}

Words<LoginOutcome> outcome_words() {
    return kOutcomes;
}

std::string_view word(FindingKind kind) {
    return word_for(kind, kind_words());
}

std::string_view word(Severity severity) {
    return word_for(severity, severity_words());
}

std::string_view word(Status status) {
    return word_for(status, status_words());
}

std::string_view word(Encoding encoding) {
    return word_for(encoding, encoding_words());
}

std::string_view word(Direction direction) {
    return word_for(direction, direction_words());
}

std::string_view word(Tls tls) {
    return word_for(tls, tls_words());
}

std::string_view word(LoginOutcome outcome) {
    return word_for(outcome, outcome_words());
}

}  // namespace postern::report
