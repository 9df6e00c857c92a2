// Any text is a set of rules or is refused with an Error(rule).
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "postern/error.hpp"
#include "rules/rule_loader.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        postern::rules::load_rules({reinterpret_cast<const char*>(data), size}, "fuzz.toml");
    } catch (const postern::Error& error) {
        if (error.kind() != postern::ErrorKind::rule || error.hint().empty()) {
            std::abort();
        }
    }
    return 0;
}
