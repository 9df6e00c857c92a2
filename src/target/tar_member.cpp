#include "target/tar_member.hpp"

#include <utility>

#include "format/tar_header.hpp"
#include "target/drain.hpp"

namespace postern::target {

namespace {

[[noreturn]] void fail_short() {
    throw base::DamagedInput("the archive ends inside a member: cut short");
}

}  // namespace

TarMember::TarMember(base::ByteWindow& packed, TarHead head)
    : packed_(packed), output_(packed), head_(std::move(head)), data_(packed, head_.size) {}

void TarMember::end() {
    if (is_begun()) {
        end_anew();
        return;
    }
    output_.write(head_.blocks);
    data_.let_go(compression::UsedBytes::passed);
    if (!packed_.pass(data_.left()) || !packed_.pass(format::tar_padding(head_.size))) {
        fail_short();
    }
}

bool TarMember::is_restated() const {
    return spool_.size() == head_.size && tar_blocks_with_size(head_, head_.size) != head_.blocks;
}

void TarMember::end_anew() {
    drain(data_);
    const std::size_t padding = format::tar_padding(head_.size);
    while (packed_.bytes().size() < padding) {
        if (!packed_.more()) {
            fail_short();
        }
    }
    packed_.drop(padding);
    output_.write(tar_blocks_with_size(head_, spool_.size()));
    spool_.copy_to(output_);
    output_.write(std::string(format::tar_padding(spool_.size()), '\0'));
}

}  // namespace postern::target
