// Finds what a list of residues says of something.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "postern/database.hpp"

namespace postern::test {

// nullptr when none speaks of it.
inline const Residue* about(const std::vector<Residue>& residues, const std::string& word) {
    const auto found = std::find_if(residues.begin(), residues.end(), [&word](const Residue& residue) {
        return residue.where.find(word) != std::string::npos;
    });
    return found == residues.end() ? nullptr : &*found;
}

inline bool advises(const std::vector<Residue>& residues, const std::string& word, const std::string& act) {
    const Residue* residue = about(residues, word);
    return residue != nullptr && residue->remedy.find(act) != std::string::npos;
}

}  // namespace postern::test
