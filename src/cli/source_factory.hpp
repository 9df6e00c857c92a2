// The reader for each kind of content.
#pragma once

#include <memory>

#include "base/byte_window.hpp"
#include "postern/source.hpp"
#include "target/content_kind.hpp"

namespace postern::cli {

// The kind must be one that has a reader.
std::unique_ptr<Source> make_source(target::ContentKind kind, base::ByteWindow& window);

}  // namespace postern::cli
