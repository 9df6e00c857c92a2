#include "source/jira_log_source.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "base/byte_search.hpp"
#include "postern/error.hpp"
#include "source/field_splice.hpp"

namespace postern::source {

namespace {

constexpr std::string_view kElement = "jira-log-mail-password";
constexpr std::string_view kMessage = "missing parameter in Mail Server '";
constexpr std::string_view kNone = "null";
constexpr std::size_t kLongestLine = 64 * 1024;

struct Piece {
    std::string_view name;
    std::string_view before;  // what stands in front of it
};
constexpr std::array<Piece, 4> kPieces{
    {{"name", kMessage}, {"host", "': [host,"}, {"username", "],[username,"}, {"password", "],[password,"}}};

struct Message {
    std::array<std::string_view, kPieces.size()> values;
    std::size_t length = 0;
};

// The last value ends at the line's last bracket, since a password may hold others; or where the log was cut.
std::size_t end_of_message(std::string_view line, std::size_t value) {
    const std::size_t bracket = line.rfind(']');
    return bracket == std::string_view::npos || bracket < value ? line.size() : bracket;
}

// Of a line that starts with it.
std::optional<Message> parse(std::string_view line) {
    Message message;
    std::size_t at = 0;
    for (std::size_t i = 0; i < kPieces.size(); ++i) {
        at += kPieces[i].before.size();
        const bool last = i + 1 == kPieces.size();
        const std::size_t end = last ? end_of_message(line, at) : line.find(kPieces[i + 1].before, at);
        if (end == std::string_view::npos) {
            return std::nullopt;
        }
        message.values[i] = line.substr(at, end - at);
        at = end;
    }
    message.length = at;
    return message;
}

std::string written(const std::optional<std::string>& value) {
    if (value && value->find_first_of("\r\n") != std::string::npos) {
        throw Error(ErrorKind::failed, "a message of a log cannot hold a line end");
    }
    return value.value_or(std::string(kNone));
}

}  // namespace

// Without its end; npos where it is longer than any message.
std::size_t JiraLogSource::line_length() {
    for (std::size_t seen = 0;;) {
        const std::string_view bytes = window_.bytes();
        const std::size_t end = bytes.find_first_of("\r\n", seen);
        if (end != std::string_view::npos || bytes.size() > kLongestLine) {
            return std::min(end, bytes.size()) > kLongestLine ? std::string_view::npos : end;
        }
        seen = bytes.size();
        if (!window_.more()) {
            return seen;
        }
    }
}

// The window stands at one.
void JiraLogSource::read_message(RecordSink& sink) {
    const std::size_t length = line_length();
    if (length == std::string_view::npos) {
        sink.skip({window_.offset(), "a message about a mail server that is longer than any"});
        window_.consume(kMessage.size());
        return;
    }
    const auto message = parse(window_.bytes().substr(0, length));
    if (!message || message->values.back() == kNone || message->values.back().empty()) {
        window_.consume(kMessage.size());
        return;
    }
    std::array<Field, kPieces.size()> fields;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const std::string_view value = message->values[i];
        const std::uint64_t begin =
            window_.offset() + static_cast<std::uint64_t>(value.data() - window_.bytes().data());
        fields[i] = {kPieces[i].name,
                     value == kNone ? std::nullopt : std::optional(value),
                     {begin, begin + value.size()},
                     FieldOrigin::own,
                     0};
    }
    Record record;
    record.shape = RecordShape::element;
    record.name = kElement;
    record.fields = fields;
    record.bytes = {window_.offset(), window_.offset() + message->length};
    record.line = window_.line_at(0);
    splice_fields(window_, message->length, fields, sink.record(record), written);
}

void JiraLogSource::read(RecordSink& sink) {
    const bool wanted = sink.wants(RecordShape::element, kElement);
    do {
        for (;;) {
            const std::size_t at =
                wanted ? base::find_text(window_.bytes(), kMessage) : std::string_view::npos;
            if (at == std::string_view::npos) {
                break;
            }
            window_.consume(at);
            read_message(sink);
        }
        const std::size_t size = window_.bytes().size();
        window_.consume(size - std::min(size, kMessage.size() - 1));  // the next one may start there
    } while (window_.more());
    window_.consume(window_.bytes().size());
}

}  // namespace postern::source
