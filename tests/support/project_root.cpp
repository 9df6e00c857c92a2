#include "support/project_root.hpp"

namespace postern::test {

std::string project_root() {
    return POSTERN_ROOT;
}

}  // namespace postern::test
