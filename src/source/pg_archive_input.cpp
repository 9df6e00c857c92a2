#include "source/pg_archive_input.hpp"

namespace postern::source {

namespace {

[[noreturn]] void cut_short() {
    throw base::DamagedInput("ends inside the archive: cut short");
}

format::PgArchiveHead take_head(base::ByteWindow& window) {
    std::optional<format::PgArchiveHead> head = format::read_pg_archive_head(window.bytes());
    while (!head) {
        if (!window.more()) {
            cut_short();
        }
        head = format::read_pg_archive_head(window.bytes());
    }
    window.consume(head->size);
    return *head;
}

}  // namespace

PgArchiveInput::PgArchiveInput(base::ByteWindow& window) : window_(window), head_(take_head(window)) {}

std::string_view PgArchiveInput::see(std::size_t count) {
    while (window_.bytes().size() < count) {
        if (!window_.more()) {
            cut_short();
        }
    }
    return window_.bytes().substr(0, count);
}

void PgArchiveInput::pass(std::uint64_t count) {
    if (!window_.pass(count)) {
        cut_short();
    }
}

unsigned char PgArchiveInput::take_byte() {
    const auto byte = static_cast<unsigned char>(see(1)[0]);
    window_.consume(1);
    return byte;
}

std::int64_t PgArchiveInput::take_number() {
    const std::int64_t number = format::read_pg_number(see(head_.number_size));
    window_.consume(head_.number_size);
    return number;
}

std::optional<std::uint64_t> PgArchiveInput::take_length() {
    const std::int64_t length = take_number();
    if (length < -1) {
        throw base::DamagedInput("has a text that is shorter than nothing");
    }
    return length < 0 ? std::nullopt : std::optional(static_cast<std::uint64_t>(length));
}

std::optional<std::string> PgArchiveInput::take_text(std::uint64_t most) {
    const auto length = take_length();
    if (!length) {
        return std::nullopt;
    }
    if (*length > most) {
        throw base::DamagedInput("has a longer text in its table of contents than there can be");
    }
    std::string text(see(static_cast<std::size_t>(*length)));
    window_.consume(text.size());
    return text;
}

bool PgArchiveInput::pass_text() {
    const auto length = take_length();
    pass(length.value_or(0));
    return length.has_value();
}

}  // namespace postern::source
