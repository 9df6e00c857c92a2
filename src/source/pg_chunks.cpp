#include "source/pg_chunks.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace postern::source {

namespace {

constexpr std::size_t kChunk = 64 * 1024;

std::uint64_t checked_length(std::int64_t length) {
    if (length < 0) {
        throw base::DamagedInput("has a chunk of data that is shorter than nothing");
    }
    return static_cast<std::uint64_t>(length);
}

}  // namespace

void pass_chunks(PgArchiveInput& input) {
    while (const std::uint64_t length = checked_length(input.take_number())) {
        input.pass(length);
    }
}

void PgChunkInput::see(std::size_t count) {
    while (input_.unused().size() < count) {
        if (!input_.more()) {
            throw base::DamagedInput("ends inside the archive: cut short");
        }
    }
}

bool PgChunkInput::next_chunk() {
    see(number_size_);
    left_ = checked_length(format::read_pg_number(input_.unused().substr(0, number_size_)));
    input_.use(number_size_);
    ended_ = left_ == 0;
    return !ended_;
}

std::size_t PgChunkInput::read(std::span<char> buffer) {
    if (ended_ || (left_ == 0 && !next_chunk())) {
        return 0;
    }
    see(1);
    const std::size_t room = std::min<std::uint64_t>(buffer.size(), left_);
    const std::size_t count = input_.unused().copy(buffer.data(), room);
    input_.use(count);
    left_ -= count;
    return count;
}

void PgChunkInput::pass_rest() {
    std::array<char, 4096> scrap{};
    while (read(scrap) > 0) {
    }
    ::explicit_bzero(scrap.data(), scrap.size());
}

PgChunkOutput::PgChunkOutput(base::ByteSink& output, std::size_t number_size)
    : output_(output), number_size_(number_size) {
    chunk_.reserve(kChunk);
}

PgChunkOutput::~PgChunkOutput() {
    ::explicit_bzero(chunk_.data(), chunk_.capacity());
}

void PgChunkOutput::write(std::string_view bytes) {
    while (!bytes.empty()) {
        const std::string_view part = bytes.substr(0, kChunk - chunk_.size());
        chunk_ += part;
        bytes.remove_prefix(part.size());
        if (chunk_.size() == kChunk) {
            write_chunk();
        }
    }
}

void PgChunkOutput::write_chunk() {
    output_.write(format::encode_pg_number(static_cast<std::int64_t>(chunk_.size()), number_size_));
    output_.write(chunk_);
    chunk_.clear();
}

void PgChunkOutput::finish() {
    if (!chunk_.empty()) {
        write_chunk();
    }
    output_.write(format::encode_pg_number(0, number_size_));
}

}  // namespace postern::source
