#include "target/zip_stream.hpp"

#include <fmt/format.h>

#include "target/zip_directory.hpp"

namespace postern::target {

bool ZipStream::see(std::size_t count) {
    while (packed_.bytes().size() < count) {
        if (!packed_.more()) {
            return false;
        }
    }
    return true;
}

void ZipStream::require(std::size_t count, const char* what) {
    if (!see(count)) {
        throw base::DamagedInput(fmt::format("the archive ends inside {}: cut short", what));
    }
}

std::optional<Archive::Member> ZipStream::next() {
    if (member_ != nullptr) {
        end_member();
    }
    require(format::kZipSignatureSize, "its list of members");
    if (!packed_.bytes().starts_with(format::kZipLocalHeader)) {
        ZipDirectory(packed_, index_, start_).pass();
        look_behind_end();
        return std::nullopt;
    }
    require(format::kZipLocalHeaderSize, "a member's header");
    require(format::zip_local_header_size(packed_.bytes()), "a member's header");
    member_offset_ = packed_.offset() - start_;
    member_ = std::make_unique<ZipMember>(packed_, guard_, packing_);
    return Member{member_->name(), member_->reason_unreadable(), member_->name().ends_with('/')};
}

void ZipStream::end_member() {
    const auto member = std::move(member_);
    member->end();
    index_.add({member->name(), member->facts(), member_offset_});
    if (member->repacked()) {
        index_.add_repacked(*member->repacked(), member->growth());
    }
}

// Zero bytes are padding.
void ZipStream::look_behind_end() {
    do {
        const std::string_view bytes = packed_.bytes();
        if (bytes.find_first_not_of('\0') != std::string_view::npos) {
            junk_ = Skip{packed_.offset(), "the bytes behind the end of the archive are not read"};
            return;
        }
        packed_.consume(bytes.size());
    } while (packed_.more());
}

}  // namespace postern::target
