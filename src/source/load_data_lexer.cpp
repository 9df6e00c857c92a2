#include "source/load_data_lexer.hpp"

#include <algorithm>
#include <utility>

#include "source/sql_tokens.hpp"

namespace postern::source {

namespace {

// No server takes or gives a longer value, however many of its bytes are escaped.
constexpr std::size_t kLongestField = std::size_t{2} << 30;

}  // namespace

LoadDataLexer::LoadDataLexer(base::ByteWindow& window, const format::LoadDataOptions& options)
    : window_(window), options_(options), stops_(options.fields_escaped) {
    stops_ += options.fields_terminated[0];
    stops_ += options.lines_terminated[0];
}

bool LoadDataLexer::see(std::size_t at) {
    while (window_.bytes().size() <= at) {
        if (window_.bytes().size() > position_ + kLongestField) {
            throw base::DamagedInput("holds a field that is longer than any server writes");
        }
        if (!see_further(window_)) {
            return false;
        }
    }
    return true;
}

// The window's end when none of them is in sight.
std::size_t LoadDataLexer::find_from(std::size_t at, std::string_view any_of) const {
    return std::min(window_.bytes().find_first_of(any_of, at), window_.bytes().size());
}

bool LoadDataLexer::stands_at(std::size_t at, std::string_view text) {
    return !text.empty() && see(at + text.size() - 1) && window_.bytes().substr(at).starts_with(text);
}

bool LoadDataLexer::find_line() {
    const std::string& start = options_.lines_starting;
    if (start.empty()) {
        return see(0);
    }
    while (see(0)) {
        const std::size_t found = window_.bytes().find(start);
        if (found != std::string_view::npos) {
            window_.consume(found + start.size());
            return true;
        }
        const std::size_t size = window_.bytes().size();
        window_.consume(size - std::min(size, start.size() - 1));
        if (!window_.more()) {
            window_.consume(window_.bytes().size());
        }
    }
    return false;
}

bool LoadDataLexer::take_end(std::size_t at, Field& field) {
    for (const auto& [terminator, ending] : {std::pair(&options_.lines_terminated, Ending::line),
                                             std::pair(&options_.fields_terminated, Ending::field)}) {
        if (stands_at(at, *terminator)) {
            field.end = at;
            field.ending = ending;
            position_ = at + terminator->size();
            return true;
        }
    }
    return false;
}

LoadDataLexer::Field LoadDataLexer::end_of_input(std::size_t begin) {
    position_ = window_.bytes().size();
    return {begin, position_, Ending::input};
}

LoadDataLexer::Field LoadDataLexer::next() {
    if (stands_at(position_, options_.fields_enclosed)) {
        return next_enclosed();
    }
    Field field{position_, position_, Ending::input};
    std::size_t at = position_;
    while (see(at)) {
        at = find_from(at, stops_);
        if (at == window_.bytes().size()) {
            continue;
        }
        if (options_.fields_escaped.starts_with(window_.bytes()[at])) {
            at += 2;
        } else if (take_end(at, field)) {
            return field;
        } else {
            ++at;
        }
    }
    return end_of_input(field.begin);
}

// Quotes end a field only where a terminator or nothing follows. Elsewhere they stand for themselves, and
// two of them for one.
LoadDataLexer::Field LoadDataLexer::next_enclosed() {
    Field field{position_, position_, Ending::input};
    const char quote = options_.fields_enclosed[0];
    const std::string stops = options_.fields_escaped + quote;
    std::size_t at = position_ + 1;
    while (see(at)) {
        at = find_from(at, stops);
        if (at == window_.bytes().size()) {
            continue;
        }
        if (window_.bytes()[at] != quote) {
            at += 2;
        } else if (!see(at + 1)) {
            return end_of_input(field.begin);
        } else if (take_end(at + 1, field)) {
            return field;
        } else {
            at += window_.bytes()[at + 1] == quote ? 2 : 1;
        }
    }
    throw base::DamagedInput("ends between the quotes of a field: cut short");
}

void LoadDataLexer::consume() {
    window_.consume(position_);
    position_ = 0;
}

}  // namespace postern::source
