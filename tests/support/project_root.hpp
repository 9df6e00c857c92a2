// Where the project's own files lie. One object file knows, so that the compiler's cache serves every copy
// of the tree with the others.
#pragma once

#include <string>

namespace postern::test {

// Without a slash at the end.
std::string project_root();

}  // namespace postern::test
