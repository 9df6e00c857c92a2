#include "base/host_name.hpp"

#include <sys/utsname.h>

#include "base/text.hpp"

namespace postern::base {

std::string host_name() {
    utsname names{};
    return ::uname(&names) == 0 ? printable(names.nodename) : std::string();
}

}  // namespace postern::base
