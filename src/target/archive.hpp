// The members of an archive, read forward.
#pragma once

#include <optional>
#include <string>

#include "postern/skip.hpp"
#include "target/layer.hpp"

namespace postern::target {

class Archive {
public:
    virtual ~Archive() = default;

    struct Member {
        std::string name;
        std::optional<std::string> unreadable;  // why it cannot be unpacked (encrypted, method)
        bool is_folder = false;
    };

    // The next member; the one before is ended: what was not read of it passes as it came, what was begun
    // anew is completed. nullopt behind the last, once the archive's end was found to agree. Throws
    // DamagedInput.
    virtual std::optional<Member> next() = 0;

    // Of the member that next() gave, if it is not unreadable; until the next call of next().
    virtual Layer& member() = 0;

    // Behind the last member: what stands behind the end, if it is more than padding. It is left unread.
    virtual const std::optional<Skip>& trailing_junk() const = 0;
};

}  // namespace postern::target
