// What a run found and what it could not read: all that a report format needs.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "postern/finding.hpp"
#include "postern/skip.hpp"

namespace postern {

// One run of postern, as a report may be made of several.
struct Run {
    std::string id;       // 16 hexadecimal digits, which no other run has
    std::string host;     // empty when it was not said
    std::string started;  // "2026-11-29T02:00:00Z"
    // A digest of what it could find beside what every run does: by rules of its own, by the role of its
    // host, by its relay. Empty when it was not said.
    std::string scope = {};
    std::uint64_t other_files = 0;  // met in a directory or an archive, and none of ours
    std::uint64_t links_not_followed = 0;
};

struct SourceFacts {
    std::string path;         // "backup.zip!entities.xml"; bytes that are not UTF-8 are escaped as \xNN
    std::string kind;         // "pg-dump-plain", "jira-xml", ...; "unknown" when it was not opened
    std::uint64_t bytes = 0;  // uncompressed
    std::vector<Skip> skips;
    std::vector<std::string> notes = {};  // what is worth knowing of it: whole sentences
    std::string host = {};                // that looked at it; empty when it was not said
    // When its file was last changed, in seconds since 1970 (UTC): as a rule when the backup was made. Not
    // known of standard input; nothing in a live database.
    std::optional<std::int64_t> modified = {};
    std::string run = {};  // the id of the run that looked at it; empty when it was not said
};

// What came of trying a credential at its server.
enum class LoginOutcome {
    verified,     // the server let it in
    rejected,     // the server refused it
    unreachable,  // no server, none that can be trusted, or none that lets one try
};

// All places that hold the same secret.
struct Credential {
    std::string id;  // "c1", "c2", ... in the order first met
    std::string username;
    std::string host;
    std::size_t places = 0;
    std::string fingerprint = {};  // the same in every report made with the same key; empty without a key
    std::optional<LoginOutcome> login = {};
    std::vector<std::string> login_notes = {};  // why a server could not be tried: whole sentences
    std::string login_tried = {};               // when the run with that outcome began
};

// A rule that a finding names, so that a report explains itself.
struct RuleFacts {
    std::string id;
    std::string title;
    std::string risk;
    std::vector<std::string> references;
};

// Which part of the work a run did that several runs share.
struct Shard {
    std::uint32_t number = 1;  // from 1
    std::uint32_t of = 1;
    std::string work;         // 16 hexadecimal digits, the same in all shards of the same targets of a host
    std::uint64_t files = 0;  // that the run met, of all shards together
};

struct Report {
    std::string version;  // of the postern that made it
    std::string started;  // "2026-11-29T02:00:00Z"; of a united report the earliest
    std::string
        fingerprint_key;  // names the key of the fingerprints; empty without one, or when several were used
    // Whether all places of one secret are of one credential; not so where united reports have no common key.
    bool credentials_compared = true;
    std::optional<Shard> shard;      // nothing: the whole
    std::vector<RuleFacts> rules;    // in the order first met
    std::vector<std::string> notes;  // on the report as a whole: whole sentences
    std::vector<Run> runs;           // by the time that they began, then by id
    std::vector<SourceFacts> sources;
    std::vector<Credential> credentials;
    std::vector<Finding> findings;

    std::uint64_t other_files() const { return sum_of_runs(&Run::other_files); }
    std::uint64_t links_not_followed() const { return sum_of_runs(&Run::links_not_followed); }

    bool complete() const {
        for (const auto& source : sources) {
            if (!source.skips.empty()) {
                return false;
            }
        }
        return true;
    }

private:
    std::uint64_t sum_of_runs(std::uint64_t Run::*number) const {
        std::uint64_t sum = 0;
        for (const Run& run : runs) {
            sum += run.*number;
        }
        return sum;
    }
};

}  // namespace postern
