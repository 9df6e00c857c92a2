#include "format/pg_archive_head.hpp"

#include <limits>

#include "base/byte_stream.hpp"

namespace postern::format {

namespace {

constexpr std::string_view kMagic = "PGDMP";
constexpr int kOldestMinor = 7;   // pg_dump 7.3
constexpr int kNewestMinor = 16;  // pg_dump 17 and 18
constexpr std::size_t kWidest = 8;
constexpr std::int64_t kLongestText = 64 * 1024;  // names and versions
constexpr unsigned char kCustom = 1;
constexpr unsigned char kTar = 3;

std::uint64_t little_endian(std::string_view bytes) {
    std::uint64_t value = 0;
    for (std::size_t i = bytes.size(); i-- > 0;) {
        value = value << 8 | static_cast<unsigned char>(bytes[i]);
    }
    return value;
}

std::string encode_little_endian(std::uint64_t value, std::size_t size) {
    std::string bytes;
    for (std::size_t i = 0; i < size; ++i) {
        bytes += static_cast<char>(value & 0xFF);
        value >>= 8;
    }
    return bytes;
}

// Takes the fields one by one; what lies behind the text's end is zero, and is_short() says so.
class HeadFields {
public:
    explicit HeadFields(std::string_view text) : text_(text) {}

    std::string_view bytes(std::size_t count) {
        at_ += count;
        return at_ <= text_.size() ? text_.substr(at_ - count, count) : std::string_view();
    }
    unsigned char byte() {
        const std::string_view one = bytes(1);
        return one.empty() ? 0 : static_cast<unsigned char>(one[0]);
    }
    std::int64_t number(std::size_t size) {
        const std::string_view raw = bytes(size);
        return raw.empty() ? 0 : read_pg_number(raw);
    }
    std::string text(std::size_t number_size) {
        const std::int64_t length = number(number_size);
        if (length > kLongestText) {
            throw base::DamagedInput("has a longer name in its head than there can be");
        }
        return std::string(bytes(length > 0 ? static_cast<std::size_t>(length) : 0));
    }

    bool is_short() const { return at_ > text_.size(); }
    std::size_t size() const { return at_; }

private:
    std::string_view text_;
    std::size_t at_ = 0;
};

void check_version(int major, int minor) {
    if (major != 1 || minor < kOldestMinor || minor > kNewestMinor) {
        throw base::DamagedInput(
            "is a pg_dump archive of a version that is not read; turn it into SQL: pg_restore -f FILE.sql");
    }
}

std::size_t checked_size(unsigned char width) {
    if (width == 0 || width > kWidest) {
        throw base::DamagedInput("is a pg_dump archive whose numbers have a width that is not read");
    }
    return std::size_t{1} + width;
}

bool is_custom(unsigned char form) {
    if (form != kCustom && form != kTar) {
        throw base::DamagedInput("is a pg_dump archive of a form that is not read");
    }
    return form == kCustom;
}

PgArchiveCompression compression_of(HeadFields& fields, const PgArchiveHead& head) {
    if (head.minor < 15) {
        const bool compressed = fields.number(head.number_size) != 0;  // its level
        return compressed ? PgArchiveCompression::zlib : PgArchiveCompression::none;
    }
    const unsigned char algorithm = fields.byte();
    if (algorithm > static_cast<unsigned char>(PgArchiveCompression::zstd)) {
        throw base::DamagedInput("is compressed in a way that is not known");
    }
    return static_cast<PgArchiveCompression>(algorithm);
}

void read_origin(HeadFields& fields, PgArchiveHead& head) {
    constexpr int kNumbersOfTime = 7;
    for (int i = 0; i < kNumbersOfTime; ++i) {
        fields.number(head.number_size);
    }
    head.database = fields.text(head.number_size);
    if (head.minor >= 10) {
        fields.text(head.number_size);  // the server's version
        fields.text(head.number_size);  // pg_dump's
    }
}

}  // namespace

std::optional<PgArchiveHead> read_pg_archive_head(std::string_view text) {
    constexpr std::size_t kFixed = 11;
    if (text.substr(0, kMagic.size()) != kMagic.substr(0, text.size())) {
        throw base::DamagedInput("is no pg_dump archive");
    }
    if (text.size() < kFixed) {
        return std::nullopt;
    }
    HeadFields fields(text);
    fields.bytes(kMagic.size());
    PgArchiveHead head;
    const int major = fields.byte();
    head.minor = fields.byte();
    check_version(major, head.minor);
    fields.byte();  // a revision, which changes nothing
    head.number_size = checked_size(fields.byte());
    head.position_size = checked_size(fields.byte());
    head.custom = is_custom(fields.byte());
    head.compression = compression_of(fields, head);
    read_origin(fields, head);
    head.entries = fields.number(head.number_size);
    head.size = fields.size();
    if (fields.is_short()) {
        return std::nullopt;
    }
    if (head.entries < 0) {
        throw base::DamagedInput("has a table of contents of less than no entries");
    }
    return head;
}

std::int64_t read_pg_number(std::string_view bytes) {
    const std::uint64_t magnitude = little_endian(bytes.substr(1));
    const auto sign = static_cast<unsigned char>(bytes[0]);
    const auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int32_t>::max());
    if (sign > 1 || magnitude > most + sign) {
        throw base::DamagedInput("holds a number that no archive has");
    }
    const auto value = static_cast<std::int64_t>(magnitude);
    return sign == 1 ? -value : value;
}

std::string encode_pg_number(std::int64_t value, std::size_t size) {
    const auto magnitude = static_cast<std::uint64_t>(value < 0 ? -value : value);
    return (value < 0 ? '\1' : '\0') + encode_little_endian(magnitude, size - 1);
}

PgPosition read_pg_position(std::string_view bytes) {
    const auto flag = static_cast<unsigned char>(bytes[0]);
    const std::uint64_t at = little_endian(bytes.substr(1));
    if (flag < 1 || flag > 3 || at > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
        throw base::DamagedInput("has an entry whose data could be nowhere");
    }
    return {static_cast<PgPositionState>(flag), at};
}

std::string encode_pg_position(const PgPosition& position, std::size_t size) {
    return static_cast<char>(position.state) + encode_little_endian(position.at, size - 1);
}

}  // namespace postern::format
