#include "base/byte_search.hpp"

#include <cstring>

#include "base/byte_search_kernel.hpp"
#include "base/byte_search_wide.hpp"

namespace postern::base {

namespace {

class Block {
public:
    explicit Block(const char* bytes) : bytes_(bytes) {}

    std::uint64_t equal(char wanted) const {
        return collect([wanted](char byte) { return byte == wanted; });
    }

    std::uint64_t is_in(const kernel::ByteSet& set) const {
        return collect([&set](char byte) {
            const auto value = static_cast<std::uint8_t>(byte);
            return (set.low[value & 0xF] & set.high[value >> 4]) != 0;
        });
    }

    static std::uint64_t prefix_xor(std::uint64_t bits) {
        for (unsigned shift = 1; shift < 64; shift *= 2) {
            bits ^= bits << shift;
        }
        return bits;
    }

private:
    template <typename Predicate>
    std::uint64_t collect(Predicate fits) const {
        std::uint64_t bits = 0;
        for (unsigned i = 0; i < 64; ++i) {
            bits |= static_cast<std::uint64_t>(fits(bytes_[i])) << i;
        }
        return bits;
    }

    const char* bytes_;
};

bool processor_is_wide() {
#if defined(__x86_64__)
    return __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("pclmul") != 0 &&
           __builtin_cpu_supports("bmi") != 0 && __builtin_cpu_supports("bmi2") != 0;
#else
    return false;
#endif
}

const ByteSearchFunctions& functions() {
    static const ByteSearchFunctions& chosen =
        processor_is_wide() && avx2_byte_search() != nullptr ? *avx2_byte_search() : *portable_byte_search();
    return chosen;
}

}  // namespace

const ByteSearchFunctions* portable_byte_search() {
    static constexpr ByteSearchFunctions kFunctions{
        kernel::count_byte<Block>, kernel::find_backslash_dot_line<Block>, kernel::find_unquoted<Block>};
    return &kFunctions;
}

std::uint64_t count_byte(std::string_view bytes, char byte) {
    return functions().count_byte(bytes, byte);
}

std::size_t find_text(std::string_view bytes, std::string_view text) {
    const void* found = ::memmem(bytes.data(), bytes.size(), text.data(), text.size());
    return found == nullptr ? std::string_view::npos
                            : static_cast<std::size_t>(static_cast<const char*>(found) - bytes.data());
}

std::size_t find_backslash_dot_line(std::string_view bytes) {
    return functions().find_backslash_dot_line(bytes);
}

std::size_t find_unquoted(std::string_view bytes, const QuoteScan& scan, QuoteState& state) {
    return functions().find_unquoted(bytes, scan, state);
}

}  // namespace postern::base
