// Overwriting what a file held, where it lies.
#pragma once

#include <cstdint>
#include <string>

#include "base/descriptor.hpp"

namespace postern::base {

// Opened while the file still has its name, used once another has taken that. File systems that never write
// in place (Btrfs, ZFS), snapshots and SSDs keep the old bytes all the same.
class FileWipe {
public:
    // Throws Error when it cannot be opened for writing, or has further names (hard links), whose content it
    // is too.
    explicit FileWipe(const std::string& path);

    // Zero bytes over all of it, synced. Throws Error.
    void wipe();

private:
    std::string path_;
    Descriptor descriptor_;
};

}  // namespace postern::base
