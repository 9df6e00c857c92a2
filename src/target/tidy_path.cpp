#include "target/tidy_path.hpp"

#include <algorithm>

namespace postern::target {

std::string tidy_path(const std::string& path) {
    const bool absolute = path.starts_with('/');
    std::string tidy;
    for (std::size_t begin = 0; begin < path.size();) {
        const std::size_t end = std::min(path.find('/', begin), path.size());
        const std::string part = path.substr(begin, end - begin);
        if (!part.empty() && part != ".") {
            tidy += (tidy.empty() && !absolute ? "" : "/") + part;
        }
        begin = end + 1;
    }
    if (!tidy.empty() || path.empty()) {
        return tidy;
    }
    return absolute ? "/" : ".";
}

}  // namespace postern::target
