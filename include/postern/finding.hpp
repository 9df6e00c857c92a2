// One fact the report states: a secret that lies open, a way out for mail, a risk.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "postern/account.hpp"
#include "postern/locator.hpp"

namespace postern {

enum class FindingKind { exposed_credential, open_mail_route, risk };
enum class Severity { low, medium, high };
enum class Status { active, commented_out, disabled };

// What a report may say about a secret; the secret itself stays behind.
struct SecretFacts {
    std::string type;
    Encoding encoding = Encoding::plain;
    std::size_t length = 0;                 // characters as its owner would type them
    std::optional<std::string> credential;  // id shared by all places of the same secret
};

struct FileExposure {
    unsigned mode = 0;  // permission bits
    std::string owner;
    bool world_readable = false;
};

struct Exposure {
    std::optional<FileExposure> file;
    std::vector<std::string> roles;  // database roles that can read the table
};

// Somebody looked at the finding and takes the risk for a while.
struct Waiver {
    std::string justification;
    std::string expires;  // the last day it holds, "2027-03-31"
};

struct Finding {
    std::string id;  // stable from run to run; says nothing of the secret
    std::string rule;
    FindingKind kind = FindingKind::exposed_credential;
    Severity severity = Severity::high;
    Status status = Status::active;
    std::size_t source = 0;  // index into Report::sources
    Locator location;
    Account account;  // its secrets are dropped
    std::optional<SecretFacts> secret;
    Exposure exposure;
    std::vector<std::string> advice;
    bool guess = false;            // what was found may be something else
    std::optional<Waiver> waiver;  // stays in the report, but fails no run
    bool known = false;            // was in the baseline: stays in the report, but fails no run

    // Whether it may fail a run.
    bool counts() const { return !waiver && !known; }
};

}  // namespace postern
