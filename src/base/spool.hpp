// Bytes kept until their number is known.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/byte_stream.hpp"
#include "base/descriptor.hpp"

namespace postern::base {

// In memory up to 1 MiB, from there on in a file without a name, which nobody else can open and which goes
// with the process. It lies in TMPDIR, or in /var/tmp. Throws Error when there is no room.
class Spool : public ByteSink {
public:
    static constexpr std::size_t kInMemory = 1024 * 1024;

    Spool() = default;
    ~Spool() override;
    Spool(const Spool&) = delete;
    Spool& operator=(const Spool&) = delete;

    void write(std::string_view bytes) override;
    std::uint64_t size() const { return in_file_ + memory_.size(); }

    // All of it, from the start. Nothing is written afterwards.
    void copy_to(ByteSink& output);

private:
    void empty_memory();

    std::string memory_;  // behind what the file has
    std::uint64_t in_file_ = 0;
    std::optional<Descriptor> file_;
};

}  // namespace postern::base
