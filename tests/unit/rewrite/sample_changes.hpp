// Rows to change, for the tests of rewrite/.
#pragma once

#include <vector>

#include "rewrite/row_change.hpp"

namespace postern::test {

inline std::vector<rewrite::RowChange> sample_changes() {
    return {{{"public", "mailserver", {{"id", "10000"}}},
             {{"servername", Secret("smtp.example.com"), Secret("localhost")},
              {"mailpassword", Secret("tab\there, back\\slash\nand line"), std::nullopt}}},
            {{"public", "AO_2C4E5C_MAILCONNECTION", {{"ID", "1"}, {"PART", std::nullopt}}},
             {{"PASSWORD", Secret("pw"), Secret("")}}}};
}

}  // namespace postern::test
