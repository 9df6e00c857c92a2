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
        ++contents[path];
        std::string& text = texts[path];
        do {
            text += window.bytes();
            window.consume(window.bytes().size());
        } while (window.more());
    }
    void unreadable(const std::string&, const Skip&) override { complete = false; }
    void unknown(const std::string& path) override {
        ++contents[path];
        texts[path] += kUnknownText;
    }

    static constexpr const char* kUnknownText = "(unknown)";
    std::map<std::string, std::string> texts;
    std::map<std::string, int> contents;  // how many of a path: names in an archive may repeat
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

inline std::string replace_all(std::string text, const std::string& word, const std::string& replacement) {
    for (std::size_t at = text.find(word); at != std::string::npos;
         at = text.find(word, at + replacement.size())) {
        text.replace(at, word.size(), replacement);
    }
    return text;
}

// Any word changed may make another kind of a text, or one that is not read: so what is read of an archive is
// what is read of the same text by itself. What nobody knows stays as it is.
inline void require_edited(const TextCollector& before, const TextCollector& after) {
    for (const auto& [path, text] : before.texts) {
        if (before.contents.at(path) > 1) {
            continue;
        }
        if (text == TextCollector::kUnknownText) {
            require(after.texts.contains(path) && after.texts.at(path) == text);
            continue;
        }
        const TextCollector alone = collect(replace_all(text, "a", "bcd"), 1U << 20);
        if (alone.complete) {
            require(after.texts.contains(path) && after.texts.at(path) == alone.texts.at("f"));
        }
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
        require_edited(before, collect(edited.output, 1U << 20));
    }
}

}  // namespace postern::test
