#include "format/xml_splice.hpp"

#include <algorithm>

namespace postern::format {

std::string spliced(std::string_view text, std::vector<XmlSplice> splices) {
    std::stable_sort(splices.begin(), splices.end(),
                     [](const XmlSplice& a, const XmlSplice& b) { return a.begin < b.begin; });
    std::string result;
    std::size_t done = 0;
    for (const XmlSplice& splice : splices) {
        if (splice.begin < done) {
            continue;
        }
        result += text.substr(done, splice.begin - done);
        result += splice.text;
        done = splice.end;
    }
    result += text.substr(done);
    return result;
}

}  // namespace postern::format
