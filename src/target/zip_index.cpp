#include "target/zip_index.hpp"

#include <algorithm>
#include <functional>

#include "base/byte_stream.hpp"
#include "format/little_endian.hpp"

namespace postern::target {

namespace {

std::uint64_t digest(const format::ZipListed& member) {
    std::string text = member.name;
    format::append_little_endian(text, 8, member.facts.crc);
    format::append_little_endian(text, 8, member.facts.compressed_size);
    format::append_little_endian(text, 8, member.facts.uncompressed_size);
    return std::hash<std::string>()(text);
}

}  // namespace

void ZipIndex::add(const format::ZipListed& found) {
    found_.push_back({found.offset, digest(found)});
}

void ZipIndex::add_repacked(const format::ZipRepacked& repacked, std::int64_t grown) {
    repacked_.push_back({found_.back().offset, repacked, growth() + grown});
}

ZipIndex::Placed ZipIndex::place(const format::ZipListed& listed) {
    const auto before = [](const auto& member, std::uint64_t offset) { return member.offset < offset; };
    const auto found = std::lower_bound(found_.begin(), found_.end(), listed.offset, before);
    if (found == found_.end() || found->offset != listed.offset) {
        throw base::DamagedInput("the archive lists a member where none was found");
    }
    if (found->digest != digest(listed)) {
        throw base::DamagedInput("the archive lists a member otherwise than it was found");
    }
    placed_.resize(found_.size());
    const auto number = static_cast<std::size_t>(found - found_.begin());
    if (placed_[number]) {
        throw base::DamagedInput("the archive lists a member twice");
    }
    placed_[number] = true;
    ++placed_count_;

    Placed placed{listed.offset, std::nullopt};
    const auto repacked = std::lower_bound(repacked_.begin(), repacked_.end(), listed.offset, before);
    if (repacked != repacked_.begin()) {
        placed.offset += static_cast<std::uint64_t>(std::prev(repacked)->growth);
    }
    if (repacked != repacked_.end() && repacked->offset == listed.offset) {
        placed.repacked = repacked->repacked;
    }
    return placed;
}

void ZipIndex::check_all_placed() const {
    if (placed_count_ < found_.size()) {
        throw base::DamagedInput("the archive holds members that its list does not name");
    }
}

}  // namespace postern::target
