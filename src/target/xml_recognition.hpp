// Which XML document a stream is, by its root element.
#pragma once

#include "target/content_kind.hpp"

namespace postern::target {

// unknown: not XML, or none of ours. nullopt: the root is not in sight yet (a comment before it may be
// long), or the first element in it, where the root alone does not tell. With `all` there is always an
// answer.
std::optional<Recognition> recognise_xml(std::string_view head, bool all);

}  // namespace postern::target
