#include "target/tar_head.hpp"

#include "format/pax_records.hpp"
#include "format/tar_header.hpp"

namespace postern::target {

namespace {

using format::kTarBlockSize;

// Far more than a name may be long.
constexpr std::size_t kMostBlocks = 2048;

class HeadReader {
public:
    explicit HeadReader(base::ByteWindow& window) : window_(window) {}

    TarHead read();

private:
    std::string_view take(std::uint64_t count);
    std::string_view take_data(const format::TarHeader& header);
    void take_pax(const format::TarHeader& header, std::size_t at);
    void take_global_pax(const format::TarHeader& header);
    void take_member(const format::TarHeader& header);
    bool is_followed_by_header();

    base::ByteWindow& window_;
    TarHead head_;
    std::optional<std::string> long_name_;
    format::PaxFacts pax_;
};

// Views stay valid until the next call.
std::string_view HeadReader::take(std::uint64_t count) {
    const std::size_t before = head_.blocks.size();
    if (count > kMostBlocks * kTarBlockSize - before) {
        throw base::DamagedInput("the header of a member is larger than any that is honest");
    }
    const auto size = static_cast<std::size_t>(count);
    while (window_.bytes().size() < size) {
        if (!window_.more()) {
            throw base::DamagedInput("the archive ends inside a member's header: cut short");
        }
    }
    head_.blocks += window_.bytes().substr(0, size);
    window_.drop(size);
    return std::string_view(head_.blocks).substr(before);
}

std::string_view HeadReader::take_data(const format::TarHeader& header) {
    const std::size_t padding = format::tar_padding(header.size);
    if (header.size > kMostBlocks * kTarBlockSize) {
        return take(header.size);
    }
    return take(header.size + padding).substr(0, static_cast<std::size_t>(header.size));
}

TarHead HeadReader::read() {
    while (true) {
        const std::size_t at = head_.blocks.size();
        const std::string_view block = take(kTarBlockSize);
        if (!format::tar_checksum_fits(block)) {
            throw base::DamagedInput("the checksum of a member's header does not fit");
        }
        const format::TarHeader header = format::parse_tar_header(block);
        switch (header.type) {
            case 'x':
            case 'X':
                take_pax(header, at);
                break;
            case 'g':
                take_global_pax(header);
                break;
            case 'L': {
                const std::string_view name = take_data(header);
                long_name_ = name.substr(0, name.find('\0'));
                break;
            }
            case 'K':
                take_data(header);
                break;
            default:
                take_member(header);
                return std::move(head_);
        }
    }
}

void HeadReader::take_pax(const format::TarHeader& header, std::size_t at) {
    format::PaxFacts facts = format::parse_pax_records(take_data(header));
    if (facts.size) {
        head_.size_in_pax = at;
    }
    pax_ = std::move(facts);
}

void HeadReader::take_global_pax(const format::TarHeader& header) {
    const format::PaxFacts facts = format::parse_pax_records(take_data(header));
    if (facts.size || facts.path || facts.is_sparse) {
        throw base::DamagedInput("a pax header gives all members one name or size");
    }
}

void HeadReader::take_member(const format::TarHeader& header) {
    bool continued = header.is_continued;
    while (continued) {
        continued = format::tar_holes_continue(take(kTarBlockSize));
    }
    head_.name = pax_.path ? *pax_.path : long_name_.value_or(header.name);
    head_.size = header.size;
    head_.has_text = header.type < '1' || header.type > '6';
    if (pax_.size && head_.has_text) {
        head_.size = *pax_.size;
    }
    if (header.type == '1' && head_.size > 0) {
        head_.has_text = !is_followed_by_header();
        head_.size = head_.has_text ? head_.size : 0;
    }
    if (header.type == 'S' || pax_.is_sparse) {
        head_.unreadable = "the member is a file with holes, which is not unpacked";
    } else if (header.type == 'M') {
        head_.unreadable = "the member began in another volume of the archive";
    }
}

// Some programs write a linked file's data again, some only its size.
bool HeadReader::is_followed_by_header() {
    while (window_.bytes().size() < kTarBlockSize && window_.more()) {
    }
    const std::string_view next = window_.bytes().substr(0, kTarBlockSize);
    return next.size() < kTarBlockSize || next.find_first_not_of('\0') == std::string_view::npos ||
           format::tar_checksum_fits(next);
}

std::string padded(std::string text) {
    text.append(format::tar_padding(text.size()), '\0');
    return text;
}

}  // namespace

TarHead take_tar_head(base::ByteWindow& window) {
    return HeadReader(window).read();
}

std::string tar_blocks_with_size(const TarHead& head, std::uint64_t size) {
    std::string_view rest = head.blocks;
    std::string changed;
    if (head.size_in_pax) {
        changed = rest.substr(0, *head.size_in_pax);
        rest.remove_prefix(*head.size_in_pax);
        const std::string_view block = rest.substr(0, kTarBlockSize);
        const std::uint64_t old_size = format::parse_tar_header(block).size;
        const std::string records = format::pax_records_with_size(
            rest.substr(kTarBlockSize, static_cast<std::size_t>(old_size)), size);
        changed += format::tar_header_with_size(block, records.size()) + padded(records);
        rest.remove_prefix(kTarBlockSize + old_size + format::tar_padding(old_size));
    }
    changed += rest.substr(0, rest.size() - kTarBlockSize);
    return changed + format::tar_header_with_size(rest.substr(rest.size() - kTarBlockSize), size);
}

}  // namespace postern::target
