#include "target/tar_stream.hpp"

#include "format/tar_header.hpp"

namespace postern::target {

std::optional<Archive::Member> TarStream::next() {
    if (member_ != nullptr) {
        member_->end();
        member_.reset();
    }
    if (!find_header()) {
        return std::nullopt;
    }
    ended_ = false;
    member_ = std::make_unique<TarMember>(packed_, take_tar_head(packed_));
    const TarHead& head = member_->head();
    return Member{head.name, head.unreadable, !head.has_text || head.name.ends_with('/')};
}

// Past blocks of zeros; false at the end.
bool TarStream::find_header() {
    while (true) {
        while (packed_.bytes().size() < format::kTarBlockSize && packed_.more()) {
        }
        const std::string_view block = packed_.bytes().substr(0, format::kTarBlockSize);
        if (block.find_first_not_of('\0') != std::string_view::npos) {
            if (!ended_ || (block.size() == format::kTarBlockSize && format::tar_checksum_fits(block))) {
                return true;
            }
            junk_ = Skip{packed_.offset(), "the bytes behind the end of the archive are not read"};
            return false;
        }
        if (block.empty()) {
            if (!ended_) {
                junk_ = Skip{packed_.offset(), "the archive ends without its end mark: cut short"};
            }
            return false;
        }
        ended_ = true;
        packed_.consume(block.size());
    }
}

}  // namespace postern::target
