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

    // Whether the stream at this path is a part of a backup in several files, as one that was read before it
    // said. Then content() gets it as ContentKind::table_part, once it is unpacked, and nobody looks what it
    // seems to be.
    virtual bool is_part(const std::string& /*path*/) { return false; }

    // Whether nothing in the stream at this path is to be changed: then its bytes are passed as they came,
    // and nobody looks into it. Asked only where there is an output.
    virtual bool is_to_be_left(const std::string& /*path*/) { return false; }

    // Something of ours, or a container, that could not be read, wholly or from some place on.
    virtual void unreadable(const std::string& path, const Skip& skip) = 0;

    // Something worth knowing of what was read at this path: a whole sentence.
    virtual void note(const std::string& /*path*/, const std::string& /*sentence*/) {}

    // The text at this path was written, and all of it packed anew; `why`: a clause, where only a part of it
    // would have been, else empty.
    virtual void packed_anew(const std::string& /*path*/, const std::string& /*why*/) {}

    // The text at this path was written as it came, with other headers, as they had to go out before it was
    // known that nothing changes.
    virtual void restated(const std::string& /*path*/) {}

    // Nothing known.
    virtual void unknown(const std::string& path) = 0;
};

}  // namespace postern::target
