// When what the sources of a report hold was so.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "postern/report.hpp"

namespace postern::report {

// Seconds since 1970 (UTC). The report must outlive it.
class SourceTimes {
public:
    explicit SourceTimes(const Report& report);

    // Of a file its last change. A live database is as new as its run, which reads databases after files;
    // where nobody said when that was it is newer than all else. Nothing for standard input.
    std::optional<std::int64_t> of(std::size_t source) const;

    // Whether in the same folder lies a newer file that was not read to its end.
    bool may_be_outdated(std::size_t source) const;

private:
    using Folder = std::pair<std::string, std::string>;  // the host, the path

    static Folder folder_of(const SourceFacts& source);
    void add(const SourceFacts& source);

    const Report& report_;
    std::map<std::string, std::int64_t> live_;  // of databases, by run
    std::map<Folder, std::int64_t> unread_;     // the newest in it that was not read to its end
};

}  // namespace postern::report
