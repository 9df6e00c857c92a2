// The reader for each kind of content.
#pragma once

#include <memory>
#include <optional>

#include "base/byte_window.hpp"
#include "postern/source.hpp"
#include "source/postfix_files.hpp"
#include "source/table_part.hpp"
#include "target/content_kind.hpp"

namespace postern::cli {

// The kind must be one that has a reader. place: where a Postfix configuration lies on this host, if it
// does.
std::unique_ptr<Source> make_source(target::ContentKind kind, base::ByteWindow& window,
                                    const std::optional<source::PostfixPlace>& place = std::nullopt);

// Of a part of a backup in several files; it must outlive the source.
std::unique_ptr<Source> make_part_source(const source::TablePart& part, base::ByteWindow& window);

}  // namespace postern::cli
