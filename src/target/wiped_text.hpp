// Text that may hold a secret for a moment.
#pragma once

#include <string>

namespace postern::target {

// Overwrites itself when it goes; a Secret is what holds one for longer.
struct WipedText {
    std::string text;

    WipedText() = default;
    explicit WipedText(std::string given) : text(std::move(given)) {}
    WipedText(WipedText&&) = default;
    WipedText& operator=(WipedText&&) = default;
    ~WipedText() {
        volatile char* byte = text.data();
        for (std::size_t i = 0; i < text.size(); ++i) {
            byte[i] = 0;
        }
    }
};

}  // namespace postern::target
