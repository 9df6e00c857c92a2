#include "format/tar_header.hpp"

#include <algorithm>
#include <numeric>

#include "base/byte_stream.hpp"

namespace postern::format {

namespace {

using std::string_view_literals::operator""sv;

constexpr std::size_t kNameSize = 100;
constexpr std::size_t kSizeAt = 124;
constexpr std::size_t kSizeSize = 12;
constexpr std::size_t kChecksumAt = 148;
constexpr std::size_t kChecksumSize = 8;
constexpr std::size_t kTypeAt = 156;
constexpr std::size_t kMarkAt = 257;
constexpr std::size_t kPrefixAt = 345;
constexpr std::size_t kContinuedAt = 482;
constexpr std::size_t kHolesContinueAt = 504;

constexpr std::string_view kMark = "ustar";
constexpr unsigned char kBinary = 0x80;

[[noreturn]] void fail() {
    throw base::DamagedInput("the header of a member states no valid size");
}

std::uint64_t octal(std::string_view field) {
    field.remove_prefix(std::min(field.find_first_not_of(' '), field.size()));
    field = field.substr(0, field.find_first_of(" \0"sv));
    std::uint64_t value = 0;
    for (const char digit : field) {
        if (digit < '0' || digit > '7') {
            fail();
        }
        value = value * 8 + static_cast<unsigned>(digit - '0');
    }
    return value;
}

// GNU's way for what needs more than eleven octal digits: a marked byte, then the number, highest byte first.
std::uint64_t number(std::string_view field) {
    if ((static_cast<unsigned char>(field[0]) & kBinary) == 0) {
        return octal(field);
    }
    std::uint64_t value = static_cast<unsigned char>(field[0]) & ~kBinary;
    for (const char byte : field.substr(1)) {
        if (value >> 54 != 0) {
            fail();
        }
        value = value << 8 | static_cast<unsigned char>(byte);
    }
    return value;
}

void put_octal(std::string& block, std::size_t at, std::size_t digits, std::uint64_t value) {
    for (std::size_t i = digits; i-- > 0;) {
        block[at + i] = static_cast<char>('0' + (value & 7U));
        value >>= 3;
    }
}

std::string_view text(std::string_view block, std::size_t at, std::size_t size) {
    const std::string_view field = block.substr(at, size);
    return field.substr(0, field.find('\0'));
}

// GNU's own form has other things where the prefix is; a program named star ends it earlier.
std::string name_of(std::string_view block) {
    std::string name(text(block, 0, kNameSize));
    if (block.substr(kMarkAt).starts_with("ustar\0"sv)) {
        const bool star = block.substr(508) == "tar\0"sv;
        const std::string_view prefix = text(block, kPrefixAt, star ? 131 : 155);
        if (!prefix.empty()) {
            return std::string(prefix) + '/' + name;
        }
    }
    return name;
}

bool has_no_data(char type) {
    return type >= '2' && type <= '6';
}

}  // namespace

bool is_tar_header(std::string_view head) {
    return (head.size() > kMarkAt && head.substr(kMarkAt).starts_with(kMark)) ||
           (head.size() >= kTarBlockSize && tar_checksum_fits(head.substr(0, kTarBlockSize)));
}

// Some old programs summed up signed bytes.
bool tar_checksum_fits(std::string_view block) {
    const std::string_view field = block.substr(kChecksumAt, kChecksumSize);
    const std::size_t start = std::min(field.find_first_not_of(' '), field.size());
    const std::string_view digits = field.substr(start, field.find_first_of(" \0"sv, start) - start);
    if (digits.empty() || digits.find_first_not_of("01234567") != std::string_view::npos) {
        return false;
    }
    const auto sum = [&](auto type) {
        long total = static_cast<long>(kChecksumSize) * ' ';
        for (std::size_t i = 0; i < kTarBlockSize; ++i) {
            const bool inside = i >= kChecksumAt && i < kChecksumAt + kChecksumSize;
            total += inside ? 0 : static_cast<decltype(type)>(block[i]);
        }
        return static_cast<std::uint64_t>(total);
    };
    const std::uint64_t stated = octal(digits);
    return stated == sum(static_cast<unsigned char>(0)) || stated == sum(static_cast<signed char>(0));
}

TarHeader parse_tar_header(std::string_view block) {
    TarHeader header;
    header.name = name_of(block);
    header.type = block[kTypeAt];
    header.size = has_no_data(header.type) ? 0 : number(block.substr(kSizeAt, kSizeSize));
    header.is_continued = header.type == 'S' && block[kContinuedAt] != '\0';
    return header;
}

bool tar_holes_continue(std::string_view block) {
    return block[kHolesContinueAt] != '\0';
}

std::string tar_header_with_size(std::string_view block, std::uint64_t size) {
    constexpr std::uint64_t kOctalLimit = std::uint64_t{1} << 33;  // eleven digits
    std::string changed(block);
    const bool binary = (static_cast<unsigned char>(block[kSizeAt]) & kBinary) != 0;
    if (binary || size >= kOctalLimit) {
        changed.replace(kSizeAt, kSizeSize, kSizeSize, '\0');
        changed[kSizeAt] = static_cast<char>(kBinary);
        for (std::size_t i = 0; i < 8; ++i) {
            changed[kSizeAt + kSizeSize - 1 - i] = static_cast<char>(size >> (8 * i) & 0xFF);
        }
    } else {
        const char last = block[kSizeAt + kSizeSize - 1];
        put_octal(changed, kSizeAt, kSizeSize - 1, size);
        changed[kSizeAt + kSizeSize - 1] = last == ' ' ? ' ' : '\0';
    }
    changed.replace(kChecksumAt, kChecksumSize, kChecksumSize, ' ');
    const auto sum = std::accumulate(changed.begin(), changed.end(), 0U, [](unsigned total, char byte) {
        return total + static_cast<unsigned char>(byte);
    });
    put_octal(changed, kChecksumAt, 6, sum);
    changed[kChecksumAt + 6] = '\0';
    return changed;
}

std::size_t tar_padding(std::uint64_t size) {
    return static_cast<std::size_t>((kTarBlockSize - size % kTarBlockSize) % kTarBlockSize);
}

}  // namespace postern::format
