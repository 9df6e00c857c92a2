// Whether a text is a Java properties file of an application that is read.
#pragma once

#include "target/content_kind.hpp"

namespace postern::target {

// Its first 64 KiB must be "key=value", "key: value" or "dotted.key value" throughout, and have a key that
// only those applications, or mail sessions, have; a comment may hold it. nullopt: not enough in sight yet.
std::optional<Recognition> recognise_properties(std::string_view head, bool all);

}  // namespace postern::target
