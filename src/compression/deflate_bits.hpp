// Bits as deflate counts them: from the lowest of each byte up.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace postern::compression {

// A part of a stream of bytes; `offset` is where it stands in that stream. Bits are counted from the
// stream's start.
struct DeflateInput {
    std::string_view bytes;
    std::uint64_t offset = 0;

    std::uint64_t end() const { return offset + bytes.size(); }

    // At least 57 bits from there on, with zeros behind the end.
    std::uint64_t peek(std::uint64_t bit) const {
        const std::uint64_t at = bit / 8 - offset;
        std::uint64_t value = 0;
        if (at + 8 <= bytes.size()) {
            static_assert(std::endian::native == std::endian::little);
            std::memcpy(&value, bytes.data() + at, 8);
        } else {
            for (std::uint64_t i = 0; i < 8 && at + i < bytes.size(); ++i) {
                value |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
            }
        }
        return value >> (bit % 8);
    }
};

// Bits put one behind the other.
class DeflateBits {
public:
    void put(std::uint64_t value, unsigned count) {
        for (unsigned i = 0; i < count; ++i) {
            if (phase() == 0) {
                bytes_.push_back('\0');
            }
            bytes_.back() =
                static_cast<char>(bytes_.back() | static_cast<char>(((value >> i) & 1U) << phase()));
            ++size_;
        }
    }
    void put(const DeflateBits& bits) {
        const DeflateInput input{bits.bytes_, 0};
        for (std::uint64_t at = 0; at < bits.size_; at += 32) {
            put(input.peek(at), static_cast<unsigned>(bits.size_ - at < 32 ? bits.size_ - at : 32));
        }
    }
    // Zeros up to the next byte.
    void pad() { put(0, (8 - phase()) % 8); }
    // Whole bytes, where a byte begins.
    void append(std::string_view bytes) {
        bytes_ += bytes;
        size_ += bytes.size() * 8;
    }

    std::uint64_t size() const { return size_; }
    // How many bits of the last byte are taken; 0: all.
    unsigned phase() const { return static_cast<unsigned>(size_ % 8); }
    const std::string& bytes() const { return bytes_; }
    void clear_bit(std::uint64_t bit) {
        bytes_[bit / 8] = static_cast<char>(bytes_[bit / 8] & ~(1U << (bit % 8)));
    }
    // Gives up the whole bytes; the last one that is begun stays.
    std::string take_whole_bytes() {
        std::string whole = bytes_.substr(0, size_ / 8);
        bytes_.erase(0, whole.size());
        size_ %= 8;
        return whole;
    }

private:
    std::string bytes_;
    std::uint64_t size_ = 0;
};

}  // namespace postern::compression
