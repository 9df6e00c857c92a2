#include "source/pg_archive_index.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "source/pg_copy_head.hpp"
#include "source/pg_definition.hpp"
#include "source/pg_definition_reader.hpp"

namespace postern::source {

namespace {

constexpr std::size_t kMostData = 1'000'000;
constexpr std::size_t kMostParts = 10'000;
constexpr std::size_t kMostOtherFiles = 200'000;

// The table at the top of partitions, where the rows are loaded through it: a comment says so.
std::optional<SqlTableName> partition_root(const std::string& definition) {
    constexpr std::string_view kComment = "-- load via partition root ";
    if (!definition.starts_with(kComment)) {
        return std::nullopt;
    }
    PgDefinition statement(std::string_view(definition).substr(kComment.size()));
    return read_table_name(statement.tokens());
}

PgCopyHead copy_head(const std::string& text) {
    PgDefinition statement(text);
    SqlTokens& tokens = statement.tokens();
    PgCopyHead head;
    if (tokens.take_word("copy")) {
        head = read_copy_head(tokens);
    }
    if (head.name.table.empty() || !tokens.take_word("from") || !tokens.take_word("stdin")) {
        throw base::DamagedInput("has an entry in its table of contents whose COPY statement is none");
    }
    return head;
}

}  // namespace

void PgArchiveIndex::add(const PgTocEntry& entry) {
    if (entry.kind == "ENCODING") {
        encoding_ = setting_of(entry.definition);
    } else if (entry.kind == "STDSTRINGS") {
        backslash_escapes_ = base::equal_without_case(setting_of(entry.definition), "off");
    } else if (entry.kind == "TABLE") {
        add_definition(entry);
    }
    if (entry.has_data && entry.position.state != format::PgPositionState::no_data) {
        add_data(entry);
    }
}

void PgArchiveIndex::add_data(const PgTocEntry& entry) {
    if (data_.size() == kMostData) {
        throw base::DamagedInput("holds the data of more than a million tables");
    }
    data_.push_back({entry.id, entry.position, std::nullopt});
    if (entry.kind != "TABLE DATA") {
        return;
    }
    if (add_part(entry)) {
        data_.back().part = parts_.size() - 1;
    } else if (!entry.file.empty() && other_files_.size() < kMostOtherFiles) {
        other_files_.push_back(entry.file);
    }
}

// False when the rows are not wanted.
bool PgArchiveIndex::add_part(const PgTocEntry& entry) {
    TablePart part;
    SqlTableName name{"", "", entry.tag};
    if (!entry.copy_statement.empty()) {
        PgCopyHead head = copy_head(entry.copy_statement);
        name = std::move(head.name);
        part.columns = std::move(head.columns);
    } else {
        name = partition_root(entry.definition).value_or(name);
        part.form = TableForm::pg_insert;
    }
    const bool wanted = sink_.wants_columns(name.table, [&] {
        const auto known = columns_.find({entry.schema, entry.tag});
        return part.columns.empty() && known != columns_.end() ? known->second.all : part.columns;
    });
    if (!wanted) {
        return false;
    }
    if (parts_.size() == kMostParts) {
        throw base::DamagedInput("holds the data of more wanted tables than are read");
    }
    part.database = database_;
    part.schema = name.schema.empty() ? entry.schema : name.schema;
    part.table = std::move(name.table);
    parts_.push_back({entry.file, std::move(part)});
    return true;
}

void PgArchiveIndex::add_definition(const PgTocEntry& entry) {
    if (columns_.size() == kMostParts) {
        return;
    }
    PgDefinition statement(entry.definition);
    SqlTokens& tokens = statement.tokens();
    tokens.take_word("create");
    while (tokens.take_word("unlogged") || tokens.take_word("foreign")) {
    }
    if (tokens.take_word("table")) {
        const SqlTableName name = read_table_name(tokens);
        SqlTableCatalog catalog;
        catalog.read_wanted(name, tokens, false, sink_);
        if (const SqlTableCatalog::Columns* columns = catalog.find(name)) {
            columns_[{entry.schema, entry.tag}] = *columns;
        }
    }
}

void PgArchiveIndex::finish() {
    std::sort(data_.begin(), data_.end(),
              [](const PgArchiveData& a, const PgArchiveData& b) { return a.id < b.id; });
    const auto twice =
        std::adjacent_find(data_.begin(), data_.end(),
                           [](const PgArchiveData& a, const PgArchiveData& b) { return a.id == b.id; });
    if (twice != data_.end()) {
        throw base::DamagedInput("has two entries with the same number in its table of contents");
    }
    for (PgArchivePart& part : parts_) {
        part.table.encoding = encoding_;
        part.table.backslash_escapes = backslash_escapes_;
        const auto known = columns_.find({part.table.schema, part.table.table});
        if (known == columns_.end()) {
            continue;
        }
        part.table.not_null = known->second.not_null;
        if (part.table.columns.empty()) {
            part.table.columns = known->second.all;
        }
    }
}

const PgArchiveData* PgArchiveIndex::find(std::int64_t id) const {
    const auto found =
        std::lower_bound(data_.begin(), data_.end(), id,
                         [](const PgArchiveData& data, std::int64_t wanted) { return data.id < wanted; });
    return found != data_.end() && found->id == id ? &*found : nullptr;
}

PgArchiveIndex read_pg_archive_index(PgArchiveInput& input, RecordSink& sink) {
    PgArchiveIndex index(input.head(), sink);
    PgTocReader entries(input, sink);
    PgTocEntry entry;
    while (entries.next(entry)) {
        if (has_secret_definition(entry.kind)) {
            read_secret_definition(entry.definition, input.head().database, sink);
        }
        index.add(entry);
    }
    index.finish();
    return index;
}

}  // namespace postern::source
