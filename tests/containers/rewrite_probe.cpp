// Changes a word in every content within standard input, through all containers, and says what it met.
#include <unistd.h>

#include <cstdio>
#include <string>

#include "support/word_editor.hpp"

namespace {

class Input : public postern::base::ByteSource {
public:
    std::size_t read(std::span<char> buffer) override {
        const ssize_t count = ::read(STDIN_FILENO, buffer.data(), buffer.size());
        return count > 0 ? static_cast<std::size_t>(count) : 0;
    }
};

class Output : public postern::base::ByteSink {
public:
    void write(std::string_view bytes) override { std::fwrite(bytes.data(), 1, bytes.size(), stdout); }
};

void tell(const char* what, const std::vector<std::string>& paths) {
    for (const std::string& path : paths) {
        std::fprintf(stderr, "%s %s\n", what, path.c_str());
    }
}

}  // namespace

// rewrite_probe WORD REPLACEMENT < IN > OUT: exit code 1 when the output has no proper end.
// rewrite_probe < IN: only reads.
int main(int count, char** words) {
    postern::test::WordEditor editor =
        count == 3 ? postern::test::WordEditor(words[1], words[2]) : postern::test::WordEditor();
    Input input;
    Output output;
    postern::base::ByteWindow window(input, count == 3 ? &output : nullptr);
    const bool whole = postern::target::Unpacker(editor).open("f", window);
    tell("content", editor.contents);
    tell("unread", editor.unread);
    tell("unknown", editor.others);
    return whole ? 0 : 1;
}
