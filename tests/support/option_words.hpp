// What a lexer of option_word.hpp tells of a text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "format/option_word.hpp"

namespace postern::test {

struct LexedWords {
    std::vector<std::string> words;  // opaque characters as they are told
    std::vector<std::string> bytes;  // what each is made of
    std::vector<bool> conditional;
    std::vector<std::string> comments;
    bool closed = true;
};

// Also asks what must hold for any text: places go forward and stay inside the word's bytes.
template <typename Lex>
LexedWords lexed(Lex lex, std::string_view text) {
    LexedWords result;
    format::PlacedText scratch(text.size());
    std::size_t behind = 0;
    const format::OptionLexing lexing{
        [&](const format::OptionWord& word) {
            const format::PlacedText& placed = word.text;
            bool good = placed.begin() >= behind && placed.end() <= text.size();
            std::size_t at = placed.begin();
            for (std::size_t i = 0; i < placed.text().size(); ++i) {
                const auto& place = placed.place(i);
                good = good && place.begin >= at && (place.end >= place.begin) && place.end <= placed.end();
                at = place.begin;
            }
            behind = placed.end();
            result.words.emplace_back(good ? std::string(placed.text()) : "(misplaced)");
            result.bytes.emplace_back(text.substr(placed.begin(), placed.end() - placed.begin()));
            result.conditional.push_back(word.conditional);
        },
        [&](std::size_t begin, std::size_t end) {
            result.comments.emplace_back(text.substr(begin, end - begin));
        }};
    result.closed = lex(text, 0, text.size(), scratch, lexing);
    return result;
}

}  // namespace postern::test
