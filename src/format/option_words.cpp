#include "format/option_words.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace postern::format {

namespace {

constexpr std::string_view kBlanks = " \t\r\n";
constexpr std::string_view kOption = "-D";

void wipe(std::string& text) {
    ::explicit_bzero(text.data(), text.capacity());
}

// A part of a word, its second quoting undone.
struct InnerWord {
    std::string text;
    std::vector<std::size_t> from;  // for each character, its place in the word
    std::vector<char> quote;        // and the quote it stands in
    std::size_t begin = 0;          // in the word, quotes included
    std::size_t end = 0;
};

class Splitter {
public:
    Splitter(std::string_view file, OptionSyntax syntax, const PlacedText& word, const TakePart& take)
        : file_(file), syntax_(syntax), word_(word), take_(take), size_(word.text().size()) {
        inner_.text.reserve(size_);
    }
    ~Splitter() { wipe(inner_.text); }
    Splitter(const Splitter&) = delete;
    Splitter& operator=(const Splitter&) = delete;

    void split() {
        const std::size_t start = assignment_length(word_.text());
        if (start == 0 && (size_ == 0 || !is_blank(0))) {
            read_whole();
            return;
        }
        for (std::size_t at = start; at < size_;) {
            if (is_blank(at)) {
                ++at;
            } else {
                at = read_inner(at);
            }
        }
    }

private:
    bool is_blank(std::size_t i) const { return word_.is_plain(i, kBlanks); }

    void start_inner(std::size_t at) {
        ::explicit_bzero(inner_.text.data(), inner_.text.size());
        inner_.text.clear();
        inner_.from.clear();
        inner_.quote.clear();
        inner_.begin = at;
    }

    void add(std::size_t from, char quote) {
        inner_.text += word_.text()[from];
        inner_.from.push_back(from);
        inner_.quote.push_back(quote);
    }

    // An argument of a command.
    void read_whole() {
        start_inner(0);
        for (std::size_t at = 0; at < size_; ++at) {
            add(at, '\0');
        }
        inner_.end = size_;
        tell(false);
    }

    // "$A-Db=c": what is in A may end with a blank.
    std::size_t behind_expansion(std::size_t at) const {
        std::size_t behind = at;
        while (behind < size_ && word_.place(behind).opaque) {
            ++behind;
        }
        return word_.text().substr(behind).starts_with(kOption) ? behind : at;
    }

    std::size_t read_inner(std::size_t at) {
        at = behind_expansion(at);
        start_inner(at);
        const bool batch = syntax_ == OptionSyntax::batch;
        char quote = '\0';
        while (at < size_ && (quote != '\0' || !is_blank(at))) {
            const char c = word_.text()[at];
            const bool plain = !word_.place(at).opaque;
            const bool escapes = plain && c == '\\' && !batch && quote != '\'' && at + 1 < size_ &&
                                 (quote == '\0' || word_.is_plain(at + 1, "\"\\$`"));
            if (plain && quote != '\0' && c == quote) {
                quote = '\0';
                ++at;
            } else if (quote == '\0' && word_.is_plain(at, batch ? "\"" : "\"'") && closes(at)) {
                quote = c;
                ++at;
            } else {
                at += escapes ? 1 : 0;
                add(at, quote);
                ++at;
            }
        }
        inner_.end = at;
        tell(true);
        return at;
    }

    // A quote that nothing closes is a character.
    bool closes(std::size_t at) const {
        const char quote = word_.text()[at];
        for (++at; at < size_; ++at) {
            if (!word_.place(at).opaque && word_.text()[at] == quote) {
                return true;
            }
        }
        return false;
    }

    void tell(bool splits) {
        const std::size_t equals = inner_.text.find('=');
        const std::size_t key_end = std::min(equals, inner_.text.size());
        if (!inner_.text.starts_with(kOption) || key_end == kOption.size()) {
            return;
        }
        OptionWordPart part;
        part.key = inner_.text.substr(kOption.size(), key_end - kOption.size());
        part.has_value = equals != std::string::npos;
        part.value = equals == std::string::npos ? "" : inner_.text.substr(equals + 1);
        part.whole = splits ? whole_of_part() : whole_of_argument();
        part.place = {syntax_, Quoting::none, splits, '\0'};
        set_value(part, key_end, equals == std::string::npos);
        take_(part);
        wipe(part.value);
    }

    // What a span that ends in another region than it begins in needs.
    std::string seam(std::size_t first, std::size_t last) const {
        const std::uint32_t a = word_.place(first).region;
        const std::uint32_t b = word_.place(last).region;
        if (a == b) {
            return {};
        }
        return std::string(quote_mark(word_.quoting(a))) + std::string(quote_mark(word_.quoting(b)));
    }

    void set_value(OptionWordPart& part, std::size_t key_end, bool bare) const {
        const std::size_t before = bare ? inner_.end - 1 : inner_.from[key_end];
        const std::size_t first = before + 1;
        const char quote = bare ? '\0' : inner_.quote[key_end];
        part.place.inner_quote = quote;
        part.place.quoting = word_.quoting(word_.place(before).region);
        if (first >= inner_.end) {
            part.bytes.begin = part.bytes.end = word_.place(before).end;
        } else {
            part.place.quoting = word_.quoting(word_.place(first).region);
            part.bytes.begin = word_.place(first).begin;
            part.bytes.end = word_.place(inner_.end - 1).end;
            part.bytes.seam = seam(first, inner_.end - 1);
        }
    }

    bool is_one_blank(std::size_t i) const {
        const PlacedText::Place& place = word_.place(i);
        return is_blank(i) && place.end == place.begin + 1 && is_blank_of_line(file_[place.begin]);
    }
    static bool is_blank_of_line(char c) { return c == ' ' || c == '\t'; }

    OptionSpan whole_of_part() const {
        std::size_t first = inner_.begin;
        std::size_t last = inner_.end - 1;
        if (first > 0 && word_.place(first - 1).opaque) {
            return {word_.place(first).begin, word_.place(last).end, seam(first, last)};
        }
        if (inner_.end < size_ && is_one_blank(inner_.end)) {
            ++last;
        } else if (first > 0 && is_one_blank(first - 1)) {
            --first;
        }
        return {word_.place(first).begin, word_.place(last).end, seam(first, last)};
    }

    OptionSpan whole_of_argument() const {
        OptionSpan span{word_.begin(), word_.end(), {}};
        if (span.end < file_.size() && is_blank_of_line(file_[span.end])) {
            ++span.end;
        } else if (span.begin > 0 && is_blank_of_line(file_[span.begin - 1])) {
            --span.begin;
        }
        return span;
    }

    std::string_view file_;
    OptionSyntax syntax_;
    const PlacedText& word_;
    const TakePart& take_;
    std::size_t size_;
    InnerWord inner_;
};

}  // namespace

void find_options(std::string_view file, OptionSyntax syntax, const PlacedText& word, const TakePart& take) {
    if (word.text().find(kOption) != std::string_view::npos) {
        Splitter(file, syntax, word, take).split();
    }
}

OptionEnd end_of_value(OptionSyntax syntax, const PlacedText& word) {
    const std::size_t start = assignment_length(word.text());
    const std::size_t size = word.text().size();
    if (start == 0) {
        return {word.end(), {syntax, Quoting::none, false, '\0'}, false};
    }
    const PlacedText::Place& last = word.place(size - 1);
    Quoting quoting = word.quoting(last.region);
    std::size_t at = last.end;
    if (size == start && at < word.end()) {  // X=""
        quoting = word.quoting(last.region + 1);
        at += quote_mark(quoting).size();
    }
    return {at, {syntax, quoting, true, '\0'}, size == start};
}

}  // namespace postern::format
