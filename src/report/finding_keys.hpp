// What makes findings of two reports the same one.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "postern/report.hpp"

namespace postern::report {

// The fingerprint of each credential, by its id.
using Fingerprints = std::map<std::string, std::string>;
Fingerprints fingerprints_of(const Report& report);

// Empty for a finding without a credential, or without a fingerprint of it.
std::string fingerprint_of(const Finding& finding, const Fingerprints& fingerprints);

// Whether fingerprints in the one mean the same in the other.
bool have_one_key(const Report& a, const Report& b);

// Whether a place is one only together with its host: where sources of several hosts are in one of the
// reports, or each is of one, and of another. A host that was not said may be any.
bool host_counts(const Report& a, const Report& b);

// Texts that are equal where the thing is. Bytes that are not UTF-8 are escaped, as in a report that was
// read.
using Key = std::vector<std::string>;

// A finding's place: the host, if it counts, the rule, the source's path, the table, the key and the field.
Key place_key(const Report& report, const Finding& finding, bool host_counts);

// The user at a server of a product that it is about.
Key user_key(const Finding& finding);

}  // namespace postern::report
