#include "source/pg_block_reader.hpp"

#include <fmt/format.h>

#include <memory>
#include <optional>

#include "compression/decoder.hpp"
#include "source/pg_block_codec.hpp"
#include "source/pg_block_output.hpp"
#include "source/pg_table_part_source.hpp"

namespace postern::source {

namespace {

// Tells the output of edits. What is skipped stands at the block's place in the archive.
class BlockSink : public RecordSink {
public:
    BlockSink(RecordSink& next, std::uint64_t at, PgBlockOutput* output)
        : next_(next), at_(at), output_(output) {}

    bool wants(RecordShape shape, std::string_view name) override { return next_.wants(shape, name); }
    bool wants_columns(std::string_view table, const ColumnNames& columns) override {
        return next_.wants_columns(table, columns);
    }

    std::span<const Edit> record(const Record& record) override {
        const std::span<const Edit> edits = next_.record(record);
        if (output_ != nullptr && !edits.empty()) {
            output_->change();
        }
        return edits;
    }

    void skip(const Skip& skip) override { next_.skip({at_, skip.reason}); }

private:
    RecordSink& next_;
    std::uint64_t at_;
    PgBlockOutput* output_;
};

void read_text(base::ByteSource& text, base::ByteSink* output, const TablePart& table, RecordSink& sink) {
    base::ByteWindow window(text, output);
    PgTablePartSource(window, table).read(sink);
    window.flush();
}

void read_chunks(PgChunkInput& chunks, std::optional<compression::Codec> codec,
                 compression::ExpansionGuard& guard, base::ByteSink* output, const TablePart& table,
                 RecordSink& sink) {
    if (!codec) {
        read_text(chunks, output, table, sink);
        return;
    }
    base::ByteWindow packed(chunks);
    if (!packed.more()) {
        read_text(chunks, output, table, sink);
        return;
    }
    const auto decoder = compression::make_decoder(*codec, packed, guard);
    read_text(*decoder, output, table, sink);
    if (!packed.bytes().empty() || packed.more()) {
        sink.skip({0, fmt::format("bytes behind the rows of table {}: not read", table.table)});
    }
}

}  // namespace

void PgBlockReader::read(const TablePart& table, RecordSink& sink) {
    base::ByteWindow& window = input_.window();
    const std::uint64_t at = window.offset();
    PgChunkInput chunks(input_,
                        window.has_output() ? compression::UsedBytes::held : compression::UsedBytes::passed);
    std::optional<PgBlockOutput> output;
    if (window.has_output()) {
        output.emplace(input_, chunks);
    }
    PgBlockOutput* const sink_output = output ? &*output : nullptr;
    BlockSink block_sink(sink, at, sink_output);
    try {
        read_chunks(chunks, pg_block_codec(input_.head().compression), guard_, sink_output, table,
                    block_sink);
        chunks.pass_rest();
    } catch (const base::DamagedInput& damage) {
        if (output) {
            throw;
        }
        chunks.pass_rest();
        block_sink.skip({0, fmt::format("table {}: {}", table.table, damage.what())});
    }
    if (output) {
        output->finish();
    }
}

}  // namespace postern::source
