// A file that appears whole or not at all.
#pragma once

#include <string>

#include "base/byte_stream.hpp"

namespace postern::base {

// Writes beside the path under another name; commit() syncs and renames. Without a commit (the
// destructor will not do it) the path stays as it was and nothing is left behind. A file that was
// there keeps its mode; where a link leads, the file it leads to is replaced. What is no regular file
// (a FIFO, a device) cannot be replaced, and is written to at once.
class AtomicFile : public ByteSink {
public:
    // Throws Error when the folder cannot be written.
    explicit AtomicFile(const std::string& path);
    ~AtomicFile() override;
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;

    void write(std::string_view bytes) override;
    void commit();

private:
    void open_beside();
    [[noreturn]] void fail(const char* doing) const;

    std::string path_;
    std::string temporary_;  // empty when the path itself is written to
    int descriptor_ = -1;
};

}  // namespace postern::base
