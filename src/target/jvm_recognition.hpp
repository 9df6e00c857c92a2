// Whether a text gives options to the JVM of an application that is read.
#pragma once

#include "target/content_kind.hpp"

namespace postern::target {

// Its first 64 KiB must be a shell script, a batch file, a unit of systemd or an environment file by their
// first line, and hold an option about mail or of Atlassian, or a variable that only Atlassian's scripts
// have; a comment may hold it. nullopt: not enough in sight yet.
std::optional<Recognition> recognise_jvm_options(std::string_view head, bool all);

}  // namespace postern::target
