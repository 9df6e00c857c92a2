// Whether a text is the configuration of a Postfix.
#pragma once

#include "target/content_kind.hpp"

namespace postern::target {

// Its first 64 KiB must be a main.cf throughout ("name = value", comments, lines that go on), and name
// two parameters of Postfix, one of which only Postfix has. unknown: anything else, and the template of a
// package (main.cf.proto), in which what Postfix cannot do without is left to be filled in. nullopt: not
// enough in sight yet.
std::optional<Recognition> recognise_postfix(std::string_view head, bool all);

}  // namespace postern::target
