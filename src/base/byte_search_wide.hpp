// The entry points of one instruction set, as byte_search.cpp chooses between them.
#pragma once

#include "base/byte_search.hpp"

namespace postern::base {

struct ByteSearchFunctions {
    std::uint64_t (*count_byte)(std::string_view, char);
    std::size_t (*find_backslash_dot_line)(std::string_view);
    std::size_t (*find_unquoted)(std::string_view, const QuoteScan&, QuoteState&);
};

// Needs a processor with AVX2, PCLMULQDQ, BMI and BMI2; null when built for another architecture.
const ByteSearchFunctions* avx2_byte_search();

// For any processor.
const ByteSearchFunctions* portable_byte_search();

}  // namespace postern::base
