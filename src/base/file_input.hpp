// A file opened for reading.
#pragma once

#include <cstdint>
#include <string>

#include "base/byte_stream.hpp"

namespace postern::base {

enum class FileType { regular, directory, symbolic_link, fifo, other };

struct FileFacts {
    FileType type = FileType::other;
    std::uint64_t size = 0;     // bytes, of a regular file
    unsigned mode = 0;          // permission bits
    std::string owner;          // user name, or the number of a user without one
    std::int64_t modified = 0;  // seconds since 1970
};

// Always opened read-only. Waiting for a FIFO, a pipe or a terminal ends when an interrupt is asked
// for.
class FileInput : public ByteSource {
public:
    // Throws DamagedInput with the system's reason.
    explicit FileInput(const std::string& path);
    // Reads standard input; the descriptor is not closed.
    static FileInput standard_input();

    ~FileInput() override;
    FileInput(FileInput&& other) noexcept;
    FileInput& operator=(FileInput&&) = delete;

    std::size_t read(std::span<char> buffer) override;
    std::uint64_t skip(std::uint64_t count) override;

    FileFacts facts() const;

private:
    FileInput(int descriptor, bool owned);
    void wait() const;

    int descriptor_;
    bool owned_;
    bool may_wait_ = false;  // no regular file
};

// Of the file itself, or of the link when it is one. Throws DamagedInput.
FileFacts link_facts(const std::string& path);

}  // namespace postern::base
