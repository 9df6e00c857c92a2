// Who is told what a target turned out to hold.
#pragma once

#include <string>

#include "base/byte_window.hpp"
#include "postern/skip.hpp"
#include "target/content_kind.hpp"

namespace postern::target {

// `path` names the place through every container: "backups/a.zip!inner.zip!entities.xml", as bytes.
class ContentHandler {
public:
    virtual ~ContentHandler() = default;

    // One stream of a kind that a source reads; the handler reads as much of it as it wants.
    // DamagedInput may come out of the window, and may be passed on.
    virtual void content(const std::string& path, ContentKind kind, base::ByteWindow& window) = 0;

    // Something of ours, or a container, that could not be read, wholly or from some place on.
    virtual void unreadable(const std::string& path, const Skip& skip) = 0;

    // Nothing known.
    virtual void unknown(const std::string& path) = 0;
};

}  // namespace postern::target
