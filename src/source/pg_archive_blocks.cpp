#include "source/pg_archive_blocks.hpp"

#include <algorithm>

#include "source/pg_chunks.hpp"

namespace postern::source {

using format::PgPositionState;

namespace {

constexpr unsigned char kRows = 1;
constexpr unsigned char kLargeObjects = 3;

// Of the wanted blocks, and of the last one, which shows whether the archive is whole.
std::vector<std::uint64_t> places_to_go(const std::vector<PgArchiveData>& all) {
    std::vector<std::uint64_t> places;
    std::uint64_t last = 0;
    for (const PgArchiveData& data : all) {
        if (data.part) {
            places.push_back(data.position.at);
        }
        last = std::max(last, data.position.at);
    }
    std::sort(places.begin(), places.end());
    if (!all.empty() && (places.empty() || places.back() != last)) {
        places.push_back(last);
    }
    return places;
}

// What was read before may have settled that nothing in it matters.
bool is_wanted_still(const TablePart& part, RecordSink& sink) {
    return sink.wants_columns(part.table, [&part] { return part.columns; });
}

}  // namespace

void PgArchiveBlocks::read(RecordSink& sink) {
    if (!input_.window().has_output() && knows_positions()) {
        read_where_they_are(sink);
    } else {
        read_all(sink);
    }
}

bool PgArchiveBlocks::knows_positions() const {
    return std::all_of(index_.data().begin(), index_.data().end(),
                       [](const PgArchiveData& data) { return data.position.state == PgPositionState::set; });
}

void PgArchiveBlocks::read_where_they_are(RecordSink& sink) {
    for (const std::uint64_t place : places_to_go(index_.data())) {
        go_to(place);
        read_block(sink);
    }
}

// A place before the window's is in the table of contents, or in a block that was read.
void PgArchiveBlocks::go_to(std::uint64_t position) {
    const std::uint64_t here = input_.window().offset() - start_;
    if (position < here) {
        throw base::DamagedInput("has a table of contents with a wrong place of data");
    }
    input_.pass(position - here);
}

void PgArchiveBlocks::read_all(RecordSink& sink) {
    std::vector<std::int64_t> seen;
    while (seen.size() < index_.data().size()) {
        seen.push_back(read_block(sink).id);
    }
    std::sort(seen.begin(), seen.end());
    if (std::adjacent_find(seen.begin(), seen.end()) != seen.end()) {
        throw base::DamagedInput("holds the same data twice");
    }
}

// The block that the window stands at; answers whose it is.
const PgArchiveData& PgArchiveBlocks::read_block(RecordSink& sink) {
    const std::uint64_t here = input_.window().offset() - start_;
    const unsigned char type = input_.take_byte();
    const PgArchiveData* data = index_.find(input_.take_number());
    if ((type != kRows && type != kLargeObjects) || data == nullptr || (data->part && type != kRows) ||
        (data->position.state == PgPositionState::set && data->position.at != here)) {
        throw base::DamagedInput("holds data that its table of contents does not know");
    }
    if (data->part && is_wanted_still(index_.parts()[*data->part].table, sink)) {
        reader_.read(index_.parts()[*data->part].table, sink);
    } else if (type == kRows) {
        pass_chunks(input_);
    } else {
        pass_large_objects();
    }
    return *data;
}

// Each behind its number, up to a number of zero.
void PgArchiveBlocks::pass_large_objects() {
    while (input_.take_number() != 0) {
        pass_chunks(input_);
    }
}

}  // namespace postern::source
