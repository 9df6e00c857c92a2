// gzip and ZIP files, written plainly: stored deflate blocks, or bytes compressed elsewhere.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace postern::test {

inline std::string little(std::uint64_t value, std::size_t bytes) {
    std::string text;
    for (std::size_t i = 0; i < bytes; ++i) {
        text += static_cast<char>(value >> (8 * i) & 0xFF);
    }
    return text;
}

inline std::uint32_t crc32(std::string_view text) {
    std::uint32_t crc = 0xFFFFFFFF;
    for (const char c : text) {
        crc ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit) {
            crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xEDB88320 : 0);
        }
    }
    return ~crc;
}

// Deflate without compression.
inline std::string deflate_stored(std::string_view text) {
    std::string out;
    do {
        const std::string_view block = text.substr(0, 65535);
        text.remove_prefix(block.size());
        out += text.empty() ? '\1' : '\0';
        out += little(block.size(), 2) + little(~block.size() & 0xFFFF, 2);
        out += block;
    } while (!text.empty());
    return out;
}

// Deflate of `count` equal letters, compressed 1000-fold: fixed codes, matches of 258 one byte back.
inline std::string deflate_run(char letter, std::size_t count) {
    std::string out;
    unsigned bits = 0;
    unsigned used = 0;
    const auto put = [&](unsigned value, unsigned width) {  // lowest bit first
        for (unsigned i = 0; i < width; ++i) {
            bits |= (value >> i & 1U) << used;
            if (++used == 8) {
                out += static_cast<char>(bits);
                bits = used = 0;
            }
        }
    };
    const auto code = [&](unsigned value, unsigned width) {  // highest bit first
        for (unsigned i = width; i-- > 0;) {
            put(value >> i & 1U, 1);
        }
    };
    put(3, 3);  // last block, fixed codes
    const auto literal = [&] { code(0x30U + static_cast<unsigned char>(letter), 8); };
    literal();
    for (--count; count >= 258; count -= 258) {
        code(0xC5, 8);  // length 258
        code(0, 5);     // distance 1
    }
    for (; count > 0; --count) {
        literal();
    }
    code(0, 7);
    if (used > 0) {
        out += static_cast<char>(bits);
    }
    return out;
}

inline std::string gzip_of(std::string_view text, std::string_view deflated) {
    return std::string("\x1F\x8B\x08\0\0\0\0\0\0\xFF", 10) + std::string(deflated) + little(crc32(text), 4) +
           little(text.size(), 4);
}

inline std::string gzip(std::string_view text) {
    return gzip_of(text, deflate_stored(text));
}

struct ZipMember {
    std::string name;
    std::string text;
    std::uint16_t method = 8;  // 0: stored; any other: deflated under that number
    std::uint16_t flags = 0;   // 1: encrypted, 8: descriptor
    bool sizes_in_header = true;
    bool signature = true;  // of the descriptor
    std::size_t width = 4;  // of the descriptor's sizes
    std::uint32_t crc_error = 0;
    bool zip64 = false;  // sizes in the extra field
};

struct ZipShape {
    bool directory = true;
    bool end_record = true;
};

inline std::string zip(const std::vector<ZipMember>& members, ZipShape shape = {}) {
    std::string out;
    std::string directory;
    for (const ZipMember& member : members) {
        const std::string data = member.method == 0 ? member.text : deflate_stored(member.text);
        const std::uint32_t crc = crc32(member.text) ^ member.crc_error;
        const bool known = member.sizes_in_header;
        const std::string sizes = little(data.size(), 4) + little(member.text.size(), 4);
        const std::string extra = member.zip64 ? little(1, 2) + little(16, 2) +
                                                     little(member.text.size(), 8) + little(data.size(), 8)
                                               : "";
        directory += "PK\x01\x02" + little(20, 2) + little(20, 2) + little(member.flags, 2) +
                     little(member.method, 2) + little(0, 4) + little(crc, 4) + sizes +
                     little(member.name.size(), 2) + std::string(12, '\0') + little(out.size(), 4) +
                     member.name;
        out += "PK\x03\x04" + little(20, 2) + little(member.flags, 2) + little(member.method, 2) +
               little(0, 4) + little(known ? crc : 0, 4) +
               (member.zip64 ? std::string(8, '\xFF')
                : known      ? sizes
                             : std::string(8, '\0')) +
               little(member.name.size(), 2) + little(extra.size(), 2) + member.name + extra + data;
        if ((member.flags & 8U) != 0) {
            out += member.signature ? "PK\x07\x08" : "";
            out +=
                little(crc, 4) + little(data.size(), member.width) + little(member.text.size(), member.width);
        }
    }
    const std::size_t start = out.size();
    out += shape.directory ? directory : "";
    if (shape.end_record) {
        out += "PK\x05\x06" + little(0, 4) + little(members.size(), 2) + little(members.size(), 2) +
               little(directory.size(), 4) + little(start, 4) + little(0, 2);
    }
    return out;
}

}  // namespace postern::test
