// A folder that appears whole or not at all.
#pragma once

#include <string>

namespace postern::base {

// Made beside the path under another name, for its owner alone; commit() gives it the path's name. Without a
// commit it is removed with all that is in it.
class AtomicFolder {
public:
    // Throws Error when something is there already, or the folder cannot be made.
    explicit AtomicFolder(const std::string& path);
    ~AtomicFolder();
    AtomicFolder(const AtomicFolder&) = delete;
    AtomicFolder& operator=(const AtomicFolder&) = delete;

    // Where its files go until then.
    const std::string& temporary_path() const { return temporary_; }

    // `mode`: of the folder. What is in it has been synced.
    void commit(unsigned mode);

private:
    std::string path_;
    std::string temporary_;  // empty once it has its name
};

}  // namespace postern::base
