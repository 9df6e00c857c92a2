// A handler of contents that changes one word wherever it stands, and remembers what it was told.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "compression/splice_failed.hpp"
#include "support/memory_stream.hpp"
#include "target/unpacker.hpp"

namespace postern::test {

class WordEditor : public target::ContentHandler {
public:
    WordEditor() = default;
    WordEditor(std::string word, std::string replacement)
        : word_(std::move(word)), replacement_(std::move(replacement)) {}

    void content(const std::string& path, target::ContentKind kind, base::ByteWindow& window) override {
        contents.push_back(
            path + " " +
            (kind == target::ContentKind::table_part ? "part" : std::string(target::kind_name(kind))));
        if (stop_early) {
            return;
        }
        do {
            edit(window);
        } while (window.more());
        window.consume(window.bytes().size());
    }
    bool is_part(const std::string& path) override { return parts.contains(path); }
    bool is_to_be_left(const std::string& path) override { return left.contains(path); }
    void unreadable(const std::string& path, const Skip& skip) override {
        unread.push_back(path + ": " + skip.reason);
    }
    void unknown(const std::string& path) override { others.push_back(path); }

    std::set<std::string> parts;
    std::set<std::string> left;
    bool stop_early = false;

    std::vector<std::string> contents;
    std::vector<std::string> unread;
    std::vector<std::string> others;

private:
    void edit(base::ByteWindow& window) {
        while (!word_.empty()) {
            const std::size_t at = window.bytes().find(word_);
            if (at == std::string_view::npos) {
                break;
            }
            window.consume(at);
            window.replace(word_.size(), replacement_);
        }
        // The word may begin in what is seen last.
        const std::size_t seen = window.bytes().size();
        window.consume(seen - std::min(seen, word_.size()));
    }

    std::string word_;
    std::string replacement_;
};

struct Rewritten {
    WordEditor editor;
    std::string output;
    bool whole = false;
};

inline Rewritten rewrite_packed(const std::string& input, WordEditor editor, std::size_t piece,
                                target::Packing packing) {
    Rewritten result{std::move(editor), "", false};
    MemorySource source(input, piece);
    MemorySink sink;
    base::ByteWindow window(source, &sink, 64);
    result.whole = target::Unpacker(result.editor, packing).open("f", window);
    result.output = std::move(sink.text);
    return result;
}

// As the program does: what cannot be spliced, damaged data for instance, is tried once more, packed anew.
inline Rewritten rewrite(const std::string& input, WordEditor editor = WordEditor(),
                         std::size_t piece = 4096) {
    try {
        return rewrite_packed(input, editor, piece, target::Packing::spliced);
    } catch (const compression::SpliceFailed&) {
        return rewrite_packed(input, std::move(editor), piece, target::Packing::anew);
    }
}

}  // namespace postern::test
