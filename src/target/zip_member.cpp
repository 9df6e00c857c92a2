#include "target/zip_member.hpp"

#include <fmt/format.h>

#include "compression/crc32.hpp"
#include "compression/decoder.hpp"
#include "compression/splicing_decoder.hpp"
#include "target/drain.hpp"
#include "target/section_input.hpp"

namespace postern::target {

namespace {

using compression::UsedBytes;

constexpr std::uint16_t kStored = 0;
constexpr std::uint16_t kDeflated = 8;

std::string method_name(std::uint16_t method) {
    switch (method) {
        case 9:
            return "Deflate64";
        case 12:
            return "bzip2";
        case 14:
            return "LZMA";
        case 93:
            return "Zstandard";
        case 95:
            return "XZ";
        case 99:
            return "AES";
        default:
            return fmt::format("method {}", method);
    }
}

std::optional<std::string> find_reason_unreadable(const format::ZipLocalHeader& header) {
    if (header.is_encrypted()) {
        return "the member is encrypted";
    }
    if (header.method != kStored && header.method != kDeflated) {
        return fmt::format("the member is compressed with {}, which is not unpacked",
                           method_name(header.method));
    }
    if (header.method == kStored && header.has_descriptor() && header.compressed_size == 0) {
        return "the member is stored without its length";
    }
    return std::nullopt;
}

}  // namespace

// Either inflates, or passes on as many bytes as the header states; keeps the checksum.
class ZipMember::Content : public base::ByteSource {
public:
    Content(base::ByteWindow& packed, const format::ZipLocalHeader& header,
            compression::ExpansionGuard& guard, Packing packing)
        : stored_(packed, header.compressed_size) {
        if (header.method != kDeflated) {
            return;
        }
        if (packed.has_output() && packing == Packing::spliced) {
            auto splicing = std::make_unique<compression::SplicingDecoder>(compression::DeflateWrapper::none,
                                                                           packed, guard);
            splicing_ = splicing.get();
            inflated_ = std::move(splicing);
        } else {
            inflated_ = compression::make_decoder(compression::Codec::deflate, packed, guard,
                                                  packed.has_output() ? UsedBytes::held : UsedBytes::passed);
        }
    }

    std::size_t read(std::span<char> buffer) override {
        const std::size_t count = inflated_ ? inflated_->read(buffer) : stored_.read(buffer);
        crc_ = compression::crc32(crc_, {buffer.data(), count});
        size_ += count;
        return count;
    }

    void let_go(UsedBytes used) {
        if (inflated_) {
            inflated_->let_go(used);
        } else {
            stored_.let_go(used);
        }
    }

    // Of a member that can be changed so; else nullptr.
    compression::SplicingDecoder* splicing() const { return splicing_; }

    format::ZipMemberFacts facts() const {
        return {crc_, inflated_ ? inflated_->compressed_size() : size_, size_};
    }

private:
    SectionInput stored_;
    std::unique_ptr<compression::Decoder> inflated_;
    compression::SplicingDecoder* splicing_ = nullptr;
    std::uint32_t crc_ = 0;
    std::uint64_t size_ = 0;
};

ZipMember::ZipMember(base::ByteWindow& packed, compression::ExpansionGuard& guard, Packing packing)
    : packed_(packed),
      output_(packed),
      start_(packed.offset()),
      header_(format::parse_zip_local_header(packed.bytes())),
      raw_header_(packed.bytes().substr(0, header_.size)),
      unreadable_(find_reason_unreadable(header_)) {
    packed_.drop(header_.size);
    content_ = std::make_unique<Content>(packed, header_, guard, packing);
}

ZipMember::~ZipMember() = default;

bool ZipMember::is_spliced() const {
    return content_->splicing() != nullptr;
}

std::optional<std::string_view> ZipMember::packed_whole() const {
    return is_spliced() ? std::nullopt : std::optional<std::string_view>("");
}

bool ZipMember::is_restated() const {
    format::ZipMemberFacts facts = content_->facts();
    if (written_.crc != facts.crc || written_.uncompressed_size != facts.uncompressed_size) {
        return false;
    }
    if (spool_) {
        facts.compressed_size = facts.uncompressed_size;
        return header_.has_descriptor() || format::zip_header_with_facts(raw_header_, facts) != raw_header_;
    }
    return encoder_ != nullptr || !header_.has_descriptor() || content_->splicing()->is_restated() ||
           format::zip_header_before_descriptor(raw_header_) != raw_header_;
}

base::ByteSource& ZipMember::text() {
    return *content_;
}

void ZipMember::start_anew() {
    if (header_.method == kStored) {
        content_->let_go(UsedBytes::dropped);
        spool_ = std::make_unique<base::Spool>();
        return;
    }
    if (is_spliced()) {
        output_.write(format::zip_header_before_descriptor(raw_header_));
        content_->splicing()->begin();
        return;
    }
    content_->let_go(UsedBytes::dropped);
    output_.write(format::zip_header_before_descriptor(raw_header_));
    data_at_ = output_.written();
    encoder_ = compression::make_encoder(compression::Codec::deflate, output_);
}

void ZipMember::put(std::string_view bytes) {
    if (is_spliced()) {
        add_facts(bytes);
        content_->splicing()->pass(bytes);
    } else {
        change({}, bytes);
    }
}

void ZipMember::add_facts(std::string_view bytes) {
    written_.crc = compression::crc32(written_.crc, bytes);
    written_.uncompressed_size += bytes.size();
}

void ZipMember::change(std::string_view old, std::string_view bytes) {
    add_facts(bytes);
    if (spool_) {
        spool_->write(bytes);
    } else if (encoder_) {
        encoder_->write(bytes);
    } else {
        content_->splicing()->replace(old, bytes);
    }
}

void ZipMember::end() {
    if (!is_begun()) {
        output_.write(raw_header_);
        content_->let_go(UsedBytes::passed);
    }
    if (unreadable_) {
        pass_packed();
        return;
    }
    drain(*content_);
    if (is_begun() && is_spliced()) {
        content_->splicing()->finish();
    }
    facts_ = content_->facts();
    const std::size_t descriptor = check_facts();
    if (is_begun()) {
        end_anew(descriptor);
    } else {
        packed_.consume(descriptor);
    }
}

// The size of the descriptor that follows.
std::size_t ZipMember::check_facts() {
    std::optional<std::size_t> size = 0;
    if (header_.has_descriptor()) {
        size = format::zip_descriptor_size(see_descriptor(), facts_);
    } else if (facts_ !=
               format::ZipMemberFacts{header_.crc, header_.compressed_size, header_.uncompressed_size}) {
        size = std::nullopt;
    }
    if (!size) {
        throw base::DamagedInput(fmt::format("the checksum of member {} does not fit", header_.name));
    }
    return *size;
}

// Of a member that cannot be unpacked, which says itself where it ends.
void ZipMember::pass_packed() {
    facts_ = {header_.crc, header_.compressed_size, header_.uncompressed_size};
    if (header_.has_descriptor() && header_.compressed_size == 0) {
        throw base::DamagedInput("the members behind one of unknown length cannot be reached");
    }
    if (!packed_.pass(header_.compressed_size)) {
        throw base::DamagedInput("the archive ends inside a member: cut short");
    }
    if (header_.has_descriptor()) {
        const auto size = format::zip_descriptor_size(see_descriptor());
        if (!size) {
            throw base::DamagedInput("the members behind one that is not unpacked cannot be reached");
        }
        facts_ = format::parse_zip_descriptor(packed_.bytes().substr(0, *size));
        packed_.consume(*size);
    }
}

std::string_view ZipMember::see_descriptor() {
    while (packed_.bytes().size() < format::kZipDescriptorLimit && packed_.more()) {
    }
    return packed_.bytes().substr(0, format::kZipDescriptorLimit);
}

void ZipMember::end_anew(std::size_t descriptor) {
    std::uint64_t data = 0;  // that went past the output here
    if (spool_) {
        written_.compressed_size = written_.uncompressed_size;
        packed_.drop(descriptor);
        output_.write(format::zip_header_with_facts(raw_header_, written_));
        spool_->copy_to(output_);
    } else {
        if (encoder_) {
            encoder_->finish();
            written_.compressed_size = output_.written() - data_at_;
        } else {
            data = facts_.compressed_size + static_cast<std::uint64_t>(content_->splicing()->growth());
            written_.compressed_size = data;
        }
        if (is_as_it_was()) {
            packed_.consume(descriptor);
            return;
        }
        packed_.drop(descriptor);
        output_.write(format::zip_descriptor(written_));
    }
    repacked_ = {written_, spool_ == nullptr};
    growth_ = static_cast<std::int64_t>(output_.written() + data - (packed_.offset() - start_));
}

// Nothing was changed, and its header needed no change for what might have been.
bool ZipMember::is_as_it_was() const {
    return header_.has_descriptor() && encoder_ == nullptr && written_ == facts_ &&
           format::zip_header_before_descriptor(raw_header_) == raw_header_;
}

}  // namespace postern::target
