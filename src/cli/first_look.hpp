// What a file is, as far as its start says.
#pragma once

#include <string>

namespace postern::cli {

struct FirstLook {
    // A plain dump for sure, or gzip data of one: who writes it anew can read it while he does.
    bool is_plain_dump = false;
    // gzip or ZIP: what changes in it can be spliced in.
    bool is_spliced = false;
    bool is_zip = false;
};

// Of a file that can be read several times. What cannot be read is neither.
FirstLook look_at_start(const std::string& path);

}  // namespace postern::cli
