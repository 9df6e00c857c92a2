// The reader for each kind of content.
#pragma once

#include <memory>
#include <optional>

#include "base/byte_window.hpp"
#include "postern/source.hpp"
#include "source/postfix_files.hpp"
#include "source/table_part.hpp"
#include "source/tomcat_properties.hpp"
#include "target/content_kind.hpp"

namespace postern::cli {

// Where a configuration lies on this host, if it does: what stands beside it counts too.
struct ConfigPlaces {
    std::optional<source::PostfixPlace> postfix = std::nullopt;
    std::optional<source::TomcatPlace> tomcat = std::nullopt;
};

// The kind must be one that has a reader.
std::unique_ptr<Source> make_source(target::ContentKind kind, base::ByteWindow& window,
                                    const ConfigPlaces& places = {});

// Of a part of a backup in several files; it must outlive the source.
std::unique_ptr<Source> make_part_source(const source::TablePart& part, base::ByteWindow& window);

}  // namespace postern::cli
