#include "source/table_part.hpp"

#include <array>
#include <utility>

namespace postern::source {

void PartIndex::add(std::string name, TablePart part) {
    add(std::move(name), std::make_shared<const TablePart>(std::move(part)));
}

void PartIndex::add(std::string name, std::shared_ptr<const TablePart> part) {
    parts_.insert_or_assign(std::move(name), std::move(part));
}

const TablePart* PartIndex::find(std::string_view name) const {
    auto found = parts_.find(name);
    if (found == parts_.end()) {
        found = parts_.find(without_compression_suffix(name));
    }
    return found == parts_.end() ? nullptr : found->second.get();
}

std::shared_ptr<const TablePart> nobodys_part(TableForm form) {
    auto part = std::make_shared<TablePart>();
    part->form = form;
    return part;
}

std::span<const std::string_view> compression_suffixes() {
    static constexpr std::array<std::string_view, 6> kSuffixes{"", ".gz", ".lz4", ".zst", ".bz2", ".xz"};
    return kSuffixes;
}

std::string_view without_compression_suffix(std::string_view name) {
    for (const std::string_view suffix : compression_suffixes().subspan(1)) {
        if (name.ends_with(suffix)) {
            return name.substr(0, name.size() - suffix.size());
        }
    }
    return name;
}

}  // namespace postern::source
