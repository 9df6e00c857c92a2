// What a run found and what it could not read: all that a report format needs.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "postern/finding.hpp"
#include "postern/skip.hpp"

namespace postern {

// What came of trying a credential at its server.
enum class LoginOutcome {
    verified,     // the server let it in
    rejected,     // the server refused it
    unreachable,  // no server, none that can be trusted, or none that lets one try
};

struct SourceFacts {
    std::string path;         // "backup.zip!entities.xml"; bytes that are not UTF-8 are escaped as \xNN
    std::string kind;         // "pg-dump-plain", "jira-xml", ...; "unknown" when it was not opened
    std::uint64_t bytes = 0;  // uncompressed
    std::vector<Skip> skips;
    std::vector<std::string> notes = {};  // what is worth knowing of it: whole sentences
};

// All places that hold the same secret.
struct Credential {
    std::string id;  // "c1", "c2", ... in the order first met
    std::string username;
    std::string host;
    std::size_t places = 0;
};

struct Report {
    std::vector<SourceFacts> sources;
    std::vector<Credential> credentials;
    std::vector<Finding> findings;
    std::uint64_t other_files = 0;  // met in a directory or an archive, and none of ours
    std::uint64_t links_not_followed = 0;

    bool complete() const {
        for (const auto& source : sources) {
            if (!source.skips.empty()) {
                return false;
            }
        }
        return true;
    }
};

}  // namespace postern
