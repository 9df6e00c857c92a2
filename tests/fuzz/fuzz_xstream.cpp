// Any text, read as an account document: nothing crashes, a document without changes stays what it
// is, and a changed value comes back.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "format/xstream.hpp"

namespace {

using postern::format::XstreamDocument;

constexpr const char* kValue = "a]]><&\"'\r\n ";

void check_change(std::string_view text, std::size_t account, std::size_t leaf) {
    XstreamDocument document;
    if (document.parse(text) || !document.set(document.accounts()[account].leaves[leaf], kValue)) {
        std::abort();
    }
    const std::string rewritten = document.rewritten();
    XstreamDocument again;
    if (again.parse(rewritten) || again.accounts().at(account).leaves.at(leaf).value != kValue) {
        std::abort();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    XstreamDocument document;
    if (document.parse(text)) {
        return 0;
    }
    if (document.rewritten() != text) {
        std::abort();
    }
    for (std::size_t account = 0; account < document.accounts().size() && account < 4; ++account) {
        for (std::size_t leaf = 1; leaf < document.accounts()[account].leaves.size() && leaf < 8; ++leaf) {
            check_change(text, account, leaf);
        }
    }
    return 0;
}
