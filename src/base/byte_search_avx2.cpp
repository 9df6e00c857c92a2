#include "base/byte_search_wide.hpp"

#if defined(__AVX2__) && defined(__PCLMUL__)

#include <immintrin.h>

#include "base/byte_search_kernel.hpp"

namespace postern::base {

namespace {

class Block {
public:
    explicit Block(const char* bytes)
        : low_(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes))),
          high_(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes + 32))) {}

    std::uint64_t equal(char byte) const {
        const __m256i wanted = _mm256_set1_epi8(byte);
        return bits(_mm256_cmpeq_epi8(low_, wanted), _mm256_cmpeq_epi8(high_, wanted));
    }

    std::uint64_t is_in(const kernel::ByteSet& set) const {
        if (set.one_table) {
            const __m256i entries = table(set.by_lower_half);
            return bits(_mm256_cmpeq_epi8(low_, _mm256_shuffle_epi8(entries, low_)),
                        _mm256_cmpeq_epi8(high_, _mm256_shuffle_epi8(entries, high_)));
        }
        const __m256i low = table(set.low);
        const __m256i high = table(set.high);
        return ~bits(outside(low_, low, high), outside(high_, low, high));
    }

    static std::uint64_t prefix_xor(std::uint64_t bits) {
        const __m128i value = _mm_set_epi64x(0, static_cast<long long>(bits));
        const __m128i product = _mm_clmulepi64_si128(value, _mm_set1_epi8('\xFF'), 0);
        return static_cast<std::uint64_t>(_mm_cvtsi128_si64(product));
    }

private:
    static __m256i table(const std::array<std::uint8_t, 16>& entries) {
        return _mm256_broadcastsi128_si256(_mm_load_si128(reinterpret_cast<const __m128i*>(entries.data())));
    }

    static __m256i outside(__m256i bytes, __m256i low, __m256i high) {
        const __m256i half = _mm256_set1_epi8(0x0F);
        const __m256i lower = _mm256_shuffle_epi8(low, _mm256_and_si256(bytes, half));
        const __m256i upper = _mm256_shuffle_epi8(high, _mm256_and_si256(_mm256_srli_epi16(bytes, 4), half));
        return _mm256_cmpeq_epi8(_mm256_and_si256(lower, upper), _mm256_setzero_si256());
    }

    static std::uint64_t bits(__m256i low, __m256i high) {
        const auto below = static_cast<std::uint32_t>(_mm256_movemask_epi8(low));
        const auto above = static_cast<std::uint32_t>(_mm256_movemask_epi8(high));
        return static_cast<std::uint64_t>(above) << 32 | below;
    }

    __m256i low_;
    __m256i high_;
};

}  // namespace

const ByteSearchFunctions* avx2_byte_search() {
    static constexpr ByteSearchFunctions kFunctions{
        kernel::count_byte<Block>, kernel::find_backslash_dot_line<Block>, kernel::find_unquoted<Block>};
    return &kFunctions;
}

}  // namespace postern::base

#else

const postern::base::ByteSearchFunctions* postern::base::avx2_byte_search() {
    return nullptr;
}

#endif
