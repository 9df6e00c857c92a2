// Reading an input that may be damaged: what came out before, and how it ended.
#pragma once

#include <fstream>
#include <iterator>
#include <optional>
#include <string>

#include "support/reader_properties.hpp"

namespace postern::test {

struct Outcome {
    std::vector<OwnedRecord> records;
    std::vector<Skip> skips;
    std::optional<std::string> damage;

    bool complete() const { return skips.empty() && !damage; }

    std::vector<std::string> values(std::string_view field) const {
        std::vector<std::string> all;
        for (const auto& record : records) {
            all.push_back(record.value(field).value_or("(null)"));
        }
        return all;
    }
};

inline Outcome read_outcome(const MakeSource& make, const std::string& input,
                            CollectingSink sink = CollectingSink(), std::size_t piece = 4096,
                            std::size_t window_size = 64) {
    MemorySource bytes(input, piece);
    base::ByteWindow window(bytes, nullptr, window_size);
    Outcome outcome;
    try {
        make(window)->read(sink);
    } catch (const base::DamagedInput& damage) {
        outcome.damage = damage.what();
    }
    outcome.records = std::move(sink.records);
    outcome.skips = std::move(sink.skips);
    return outcome;
}

inline std::string file_text(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// Cut anywhere behind its first line (of `head` bytes), a dump with a last line gives a prefix of its
// records, and says that it is cut whenever one is missing.
inline void check_cuts(const MakeSource& make, const std::string& input, const CollectingSink& wanted,
                       std::size_t head) {
    const Outcome whole = read_outcome(make, input, wanted);
    REQUIRE(whole.complete());
    for (std::size_t cut = head; cut < input.size(); ++cut) {
        CAPTURE(cut, input.substr(cut > 40 ? cut - 40 : 0, std::min<std::size_t>(cut, 40)));
        const Outcome part = read_outcome(make, input.substr(0, cut), wanted, 9);
        REQUIRE(part.records.size() <= whole.records.size());
        for (std::size_t r = 0; r < part.records.size(); ++r) {
            for (const OwnedField& field : part.records[r].fields) {
                REQUIRE(field.value == whole.records[r].value(field.name));
            }
        }
        if (part.records.size() < whole.records.size()) {
            CHECK_FALSE(part.complete());
        }
    }
}

}  // namespace postern::test
