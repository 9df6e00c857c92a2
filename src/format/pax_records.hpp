// The records of a pax header, which say of a tar member what its own header cannot hold.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Source of the format: POSIX.1-2017, pax, "pax Extended Header".
namespace postern::format {

struct PaxFacts {
    std::optional<std::string> path;
    std::optional<std::uint64_t> size;
    bool is_sparse = false;  // GNU's ways to leave holes out
};

// Throws DamagedInput.
PaxFacts parse_pax_records(std::string_view records);

// The same records with another size. Throws DamagedInput.
std::string pax_records_with_size(std::string_view records, std::uint64_t size);

}  // namespace postern::format
