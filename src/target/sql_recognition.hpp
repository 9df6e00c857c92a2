// Which dump program wrote a text.
#pragma once

#include "target/content_kind.hpp"

namespace postern::target {

// Looks at the starts of lines, from the top, for what only one program writes. Where there is none
// within the first MiB, a line that several write decides, and the answer is not sure. Only the
// choice of a reader depends on it: what the text holds is for the reader's lexer to say. nullopt:
// nothing decisive in sight yet.
std::optional<Recognition> recognise_sql(std::string_view head, bool all);

}  // namespace postern::target
