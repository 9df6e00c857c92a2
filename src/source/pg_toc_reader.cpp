#include "source/pg_toc_reader.hpp"

#include <cstring>

#include "source/pg_definition_reader.hpp"

namespace postern::source {

using format::PgPositionState;
using format::PgTocField;

namespace {

constexpr std::uint64_t kLongestName = 64 * 1024;  // of a function it has the types of its arguments
constexpr std::uint64_t kLongestCopyStatement = 1024 * 1024;    // a table has 1600 columns at most
constexpr std::uint64_t kLongestDefinition = 16 * 1024 * 1024;  // of those that are read

bool has_known_definition(const std::string& kind) {
    return has_secret_definition(kind) || kind == "TABLE" || kind == "TABLE DATA" || kind == "ENCODING" ||
           kind == "STDSTRINGS" || PgArchiveStatistics::is_told_by(kind);
}

// Wiped at the end.
class WrittenText : public base::ByteSink {
public:
    explicit WrittenText(std::size_t size) { text_.reserve(size); }
    ~WrittenText() override { ::explicit_bzero(text_.data(), text_.capacity()); }
    WrittenText(const WrittenText&) = delete;
    WrittenText& operator=(const WrittenText&) = delete;

    void write(std::string_view bytes) override { text_ += bytes; }
    const std::string& text() const { return text_; }

private:
    std::string text_;
};

}  // namespace

PgTocReader::PgTocReader(PgArchiveInput& input, RecordSink& sink)
    : input_(input),
      fields_(format::pg_toc_fields(input.head())),
      left_(input.head().entries),
      statistics_(input.head().database, sink) {}

bool PgTocReader::next(PgTocEntry& entry) {
    if (left_ == 0) {
        return false;
    }
    --left_;
    ::explicit_bzero(entry.definition.data(), entry.definition.size());
    entry = PgTocEntry();
    for (const PgTocField field : fields_) {
        take(field, entry);
    }
    if (entry.id <= 0) {
        throw base::DamagedInput("has an entry without a number in its table of contents");
    }
    return true;
}

void PgTocReader::take(PgTocField field, PgTocEntry& entry) {
    switch (field) {
        case PgTocField::id:
            entry.id = input_.take_number();
            break;
        case PgTocField::has_data:
            entry.has_data = input_.take_number() != 0;
            break;
        case PgTocField::tag:
            entry.tag = input_.take_text(kLongestName).value_or("");
            break;
        case PgTocField::kind:
            entry.kind = input_.take_text(kLongestName).value_or("");
            break;
        case PgTocField::definition:
            take_definition(entry);
            break;
        case PgTocField::copy_statement:
            entry.copy_statement = input_.take_text(kLongestCopyStatement).value_or("");
            break;
        case PgTocField::schema:
            entry.schema = input_.take_text(kLongestName).value_or("");
            break;
        case PgTocField::position:
            take_position(entry);
            break;
        case PgTocField::file:
            entry.file = input_.take_text(kLongestName).value_or("");
            entry.position.state = entry.file.empty() ? PgPositionState::no_data : PgPositionState::not_set;
            break;
        case PgTocField::other_number:
            input_.take_number();
            break;
        case PgTocField::other_text:
            input_.pass_text();
            break;
        case PgTocField::other_texts:
            while (input_.pass_text()) {
            }
            break;
    }
}

void PgTocReader::take_definition(PgTocEntry& entry) {
    if (entry.kind == "STATISTICS DATA" && statistics_.wants(entry.tag)) {
        take_statistics(entry);
    } else if (has_known_definition(entry.kind)) {
        entry.definition = input_.take_text(kLongestDefinition).value_or("");
        statistics_.note(entry.kind, entry.definition);
    } else {
        input_.pass_text();
    }
}

void PgTocReader::take_statistics(const PgTocEntry& entry) {
    const std::size_t number_size = input_.head().number_size;
    const std::int64_t length = format::read_pg_number(input_.see(number_size));
    const bool too_long = length > static_cast<std::int64_t>(kLongestDefinition);
    if (length <= 0 || too_long) {
        if (too_long) {
            statistics_.tell_length(entry.tag);
        }
        input_.pass_text();
        return;
    }
    const std::size_t size = number_size + static_cast<std::size_t>(length);
    const std::string_view definition = input_.see(size).substr(number_size);
    if (!input_.window().has_output()) {
        statistics_.read(definition, nullptr);
        input_.pass_text();
        return;
    }
    WrittenText written(definition.size());
    statistics_.read(definition, &written);
    const auto new_length = static_cast<std::int64_t>(written.text().size());
    input_.window().replace(number_size, format::encode_pg_number(new_length, number_size));
    input_.window().replace(definition.size(), written.text());
}

void PgTocReader::take_position(PgTocEntry& entry) {
    const std::size_t size = input_.head().position_size;
    entry.position = format::read_pg_position(input_.see(size));
    if (entry.position.state == PgPositionState::set) {
        input_.window().replace(size, format::encode_pg_position({PgPositionState::not_set, 0}, size));
    } else {
        input_.window().consume(size);
    }
}

}  // namespace postern::source
