// What must hold for any bytes that go through the unpacker.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <map>
#include <string>

#include "support/word_editor.hpp"

namespace postern::test {

// The texts of all contents, by their paths.
class TextCollector : public target::ContentHandler {
public:
    void content(const std::string& path, target::ContentKind, base::ByteWindow& window) override {
        std::string& text = texts[path];
        do {
            text += window.bytes();
            window.consume(window.bytes().size());
        } while (window.more());
    }
    void unreadable(const std::string&, const Skip&) override { complete = false; }
    void unknown(const std::string& path) override { texts[path] += "(unknown)"; }

    std::map<std::string, std::string> texts;
    bool complete = true;
};

inline TextCollector collect(const std::string& input, std::size_t piece) {
    TextCollector collector;
    MemorySource source(input, piece);
    base::ByteWindow window(source, nullptr, 32);
    target::Unpacker(collector).open("f", window);
    return collector;
}

inline void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

inline void fuzz_rewriting(const std::string& input) {
    const TextCollector before = collect(input, 1U << 20);
    require(!before.complete || collect(input, 1).texts == before.texts);
    const Rewritten kept = rewrite(input, WordEditor(), 7);
    require(kept.whole || !kept.editor.unread.empty());
    if (kept.whole) {
        const TextCollector after = collect(kept.output, 1U << 20);
        require(after.texts == before.texts);
        require(after.complete == before.complete);
    }
    const Rewritten edited = rewrite(input, WordEditor("a", "bcd"), 1U << 20);
    if (edited.whole && before.complete) {
        require(collect(edited.output, 1U << 20).complete);
    }
}

}  // namespace postern::test
