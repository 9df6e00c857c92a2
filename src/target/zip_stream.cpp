#include "target/zip_stream.hpp"

#include <fmt/format.h>
#include <isa-l/crc.h>

#include <algorithm>
#include <array>

namespace postern::target {

namespace {

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

std::optional<std::string> reason_unreadable(const format::ZipLocalHeader& header) {
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
class ZipStream::Content : public base::ByteSource {
public:
    Content(base::ByteWindow& input, const format::ZipLocalHeader& header, ExpansionGuard& guard)
        : input_(input),
          left_(header.compressed_size),
          deflated_(header.method == kDeflated),
          inflater_(input, DeflateWrapper::none, guard) {}

    std::size_t read(std::span<char> buffer) override {
        const std::size_t count = deflated_ ? inflater_.read(buffer) : read_stored(buffer);
        crc_ = crc32_gzip_refl(crc_, reinterpret_cast<const unsigned char*>(buffer.data()), count);
        size_ += count;
        return count;
    }

    format::ZipMemberFacts facts() const {
        return {crc_, deflated_ ? inflater_.compressed_size() : size_, size_};
    }

private:
    std::size_t read_stored(std::span<char> buffer) {
        if (left_ == 0) {
            return 0;
        }
        if (input_.bytes().empty() && !input_.more()) {
            throw base::DamagedInput("ends inside a stored member: cut short");
        }
        const std::size_t count =
            std::min({buffer.size(), input_.bytes().size(),
                      static_cast<std::size_t>(std::min<std::uint64_t>(left_, 1U << 30))});
        std::copy_n(input_.bytes().data(), count, buffer.data());
        input_.consume(count);
        left_ -= count;
        return count;
    }

    base::ByteWindow& input_;
    std::uint64_t left_;
    bool deflated_;
    Inflater inflater_;
    std::uint32_t crc_ = 0;
    std::uint64_t size_ = 0;
};

ZipStream::ZipStream(base::ByteWindow& input, ExpansionGuard& guard) : input_(input), guard_(guard) {}

ZipStream::~ZipStream() = default;

bool ZipStream::see(std::size_t count) {
    while (input_.bytes().size() < count) {
        if (!input_.more()) {
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

std::optional<ZipStream::Member> ZipStream::next() {
    if (content_ != nullptr) {
        finish_member();
    }
    require(format::kZipSignatureSize, "its list of members");
    const std::string_view signature = input_.bytes().substr(0, format::kZipSignatureSize);
    if (signature != format::kZipLocalHeader) {
        check_directory();
        return std::nullopt;
    }
    require(format::kZipLocalHeaderSize, "a member's header");
    require(format::zip_local_header_size(input_.bytes()), "a member's header");
    header_ = format::parse_zip_local_header(input_.bytes());
    input_.consume(header_.size);
    ++members_;
    content_ = std::make_unique<Content>(input_, header_, guard_);
    return Member{header_.name, reason_unreadable(header_), header_.name.ends_with('/')};
}

base::ByteSource& ZipStream::content() {
    return *content_;
}

// Leaves the member, whether or not it was read; afterwards the input stands at the next header.
void ZipStream::finish_member() {
    const auto content = std::move(content_);
    const bool length_known = !header_.has_descriptor() || header_.compressed_size > 0;
    if (reason_unreadable(header_)) {
        if (!length_known) {
            throw base::DamagedInput("the members behind one of unknown length cannot be reached");
        }
        skip(header_.compressed_size);
        skip_descriptor();
        return;
    }
    std::array<char, 65536> rest{};
    while (content->read(rest) > 0) {
    }
    const format::ZipMemberFacts facts = content->facts();
    if (header_.has_descriptor()) {
        see(28);
        const auto size = format::zip_descriptor_size(input_.bytes().substr(0, 28), facts);
        if (!size) {
            throw base::DamagedInput(fmt::format("the checksum of member {} does not fit", header_.name));
        }
        input_.consume(*size);
    } else if (facts.crc != header_.crc || facts.uncompressed_size != header_.uncompressed_size ||
               facts.compressed_size != header_.compressed_size) {
        throw base::DamagedInput(fmt::format("the checksum of member {} does not fit", header_.name));
    }
}

// Behind a member that was not unpacked.
void ZipStream::skip_descriptor() {
    if (!header_.has_descriptor()) {
        return;
    }
    see(28);
    const auto size = format::zip_descriptor_size(input_.bytes().substr(0, 28));
    if (!size) {
        throw base::DamagedInput("the members behind one that is not unpacked cannot be reached");
    }
    input_.consume(*size);
}

void ZipStream::skip(std::uint64_t count) {
    while (count > 0) {
        require(1, "a member");
        const std::uint64_t step = std::min<std::uint64_t>(count, input_.bytes().size());
        input_.consume(static_cast<std::size_t>(step));
        count -= step;
    }
}

// The archive ends with the list of its members; without it, it was cut short.
void ZipStream::check_directory() {
    std::size_t listed = 0;
    while (see(format::kZipSignatureSize) && input_.bytes().starts_with(format::kZipCentralHeader)) {
        require(format::kZipCentralHeaderSize, "its list of members");
        skip(format::zip_central_header_size(input_.bytes()));
        ++listed;
    }
    require(format::kZipEndSize, "its list of members");
    if (!format::is_zip_end(input_.bytes())) {
        throw base::DamagedInput(
            "the archive is damaged: no member and no list of members where one must be");
    }
    check_behind_directory();
    if (listed > members_) {
        throw base::DamagedInput(
            fmt::format("the archive lists {} members, but {} were found in it", listed, members_));
    }
}

// Past the end records to the end of the file; zero bytes there are padding.
void ZipStream::check_behind_directory() {
    while (see(4) && input_.bytes().starts_with("PK")) {
        see(format::kZipEndSize);
        const std::uint64_t size = format::zip_end_record_size(input_.bytes());
        if (size == 0) {
            break;
        }
        skip(size);
    }
    do {
        const std::string_view bytes = input_.bytes();
        if (bytes.find_first_not_of('\0') != std::string_view::npos) {
            throw base::DamagedInput("the bytes behind the end of the archive are not read");
        }
        input_.consume(bytes.size());
    } while (input_.more());
}

}  // namespace postern::target
