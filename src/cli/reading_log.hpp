// What --verbose tells while a scan reads.
#pragma once

#include <mutex>
#include <string>
#include <string_view>

namespace postern::cli {

// A line on standard error for each source, as it is opened: its path and what it was recognised as. From any
// thread. Nothing that stands in a source is repeated, but for the names of an archive's members.
class ReadingLog {
public:
    // Without `shown` it does nothing at all.
    explicit ReadingLog(bool shown) : shown_(shown) {}

    void reading(const std::string& path, std::string_view kind);
    void unknown(const std::string& path);
    void unreadable(const std::string& path, const std::string& reason);

private:
    void print(const std::string& path, std::string_view what);

    bool shown_;
    std::mutex mutex_;
};

}  // namespace postern::cli
