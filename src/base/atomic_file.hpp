// A file that appears whole or not at all.
#pragma once

#include <array>
#include <ctime>
#include <optional>
#include <string>

#include "base/byte_stream.hpp"

namespace postern::base {

// Writes to a file that has no name yet; commit() syncs it and gives it the path's. Without a commit (the
// destructor will not do it) the path stays as it was and nothing is left behind, whatever kills the process;
// on file systems that know no files without a name it has another one until then, and so it has for a moment
// of commit() where a file is replaced. A file that was there keeps its mode; where a link leads, the file it
// leads to is replaced. What is no regular file (a FIFO, a device) cannot be replaced, and is written to at
// once.
class AtomicFile : public ByteSink {
public:
    // Whether what is written to the path can be thrown away until it is committed.
    static bool can_be_thrown_away(const std::string& path);

    // Throws Error when the folder cannot be written.
    explicit AtomicFile(const std::string& path);
    ~AtomicFile() override;
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;

    // Nobody may do with it what `mode` does not let him.
    void restrict_mode(unsigned mode);
    // Makes it the file that it replaces: owner, group, access list and other attributes, time of the last
    // change. Throws Error when this user may not.
    void keep_owner_and_time();

    void write(std::string_view bytes) override;
    void commit();

private:
    void open_beside();
    void open_under_other_name();
    void give_name();
    void copy_attributes();
    [[noreturn]] void fail(const char* doing) const;

    std::string path_;
    bool in_place_ = false;  // the path itself is written to
    std::string temporary_;  // its name until it is committed; empty when it has none
    int descriptor_ = -1;
    std::optional<std::array<timespec, 2>> times_;
};

}  // namespace postern::base
