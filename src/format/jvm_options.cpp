#include "format/jvm_options.hpp"

#include <algorithm>
#include <cstring>

#include "base/byte_search.hpp"
#include "format/batch_lexer.hpp"
#include "format/environment_lexer.hpp"
#include "format/shell_lexer.hpp"
#include "format/systemd_lexer.hpp"

namespace postern::format {

namespace {

using PlacedPieces = std::vector<std::pair<std::size_t, OptionPiece>>;

std::string_view variable_of(std::string_view word) {
    const std::size_t length = assignment_length(word);
    return length == 0 ? std::string_view() : word.substr(0, word.find_first_of("+="));
}

bool is_name_character(char c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

std::size_t behind_name(std::string_view text, std::size_t at) {
    while (at < text.size() && is_name_character(text[at])) {
        ++at;
    }
    return at;
}

// "${X:-Y}" and the like.
bool has_default(std::string_view text, std::size_t from) {
    for (std::size_t at = text.find("${", from); at != std::string_view::npos; at = text.find("${", at + 2)) {
        const std::size_t behind = behind_name(text, at + 2);
        if (behind < text.size() && text[behind] != '}') {
            return true;
        }
    }
    return false;
}

// "${X}" of shells and systemd, "%X%" of Windows.
PlacedPieces expansions_of(const PlacedText& word) {
    PlacedPieces pieces;
    const std::string_view text = word.text();
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at + (text[at] == '%' ? 1 : 2);
        const bool starts = word.place(at).opaque && (text[at] == '%' || text.substr(at, 2) == "${");
        const std::size_t end = starts ? behind_name(text, begin) : begin;
        if (starts && end > begin && end < text.size() && text[end] == (text[at] == '%' ? '%' : '}')) {
            pieces.push_back({word.place(at).begin, {0, std::string(text.substr(begin, end - begin))}});
            at = end;
        }
        ++at;
    }
    return pieces;
}

}  // namespace

JvmOptions::JvmOptions(std::string_view text, OptionSyntax syntax) : text_(text), syntax_(syntax) {
    decoded_.reserve(text.size() * 4);
    PlacedText word(text.size());
    PlacedText comment(text.size());
    const std::size_t begin = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    well_formed_ = lex(begin, text.size(), word, &comment);
    count_lines();
}

// What a comment between two lines of a word holds was taken before the word.
void JvmOptions::count_lines() {
    std::stable_sort(options_.begin(), options_.end(),
                     [](const JvmOption& a, const JvmOption& b) { return a.whole.begin < b.whole.begin; });
    std::uint64_t line = 1;
    std::size_t counted = 0;
    for (JvmOption& option : options_) {
        line += base::count_byte(text_.substr(counted, option.whole.begin - counted), '\n');
        counted = option.whole.begin;
        option.line = line;
    }
}

JvmOptions::~JvmOptions() {
    ::explicit_bzero(decoded_.data(), decoded_.size());
}

// Of a comment when there is none for another.
bool JvmOptions::lex(std::size_t begin, std::size_t end, PlacedText& word, PlacedText* comment) {
    const OptionLexing lexing{[&](const OptionWord& found) { take_word(found, comment == nullptr); },
                              [&](std::size_t from, std::size_t to) {
                                  if (comment != nullptr) {
                                      take_comment(from, to, *comment);
                                  }
                              }};
    switch (syntax_) {
        case OptionSyntax::batch:
            return lex_batch(text_, begin, end, word, lexing);
        case OptionSyntax::systemd:
            return lex_systemd(text_, begin, end, word, lexing);
        case OptionSyntax::environment:
            return lex_environment(text_, begin, end, word, lexing);
        default:
            return lex_shell(text_, begin, end, word, lexing);
    }
}

void JvmOptions::take_comment(std::size_t begin, std::size_t end, PlacedText& word) {
    begin = std::min(text_.find_first_not_of("# \t", begin), end);
    end = end > begin && text_[end - 1] == '\r' ? end - 1 : end;
    lex(begin, end, word, nullptr);
}

void JvmOptions::take_word(const OptionWord& word, bool commented_out) {
    const std::string_view variable = variable_of(word.text.text());
    const OptionEnd end = end_of_value(syntax_, word.text);
    PlacedPieces pieces = expansions_of(word.text);
    if (!variable.empty()) {
        assigned_.emplace_back(variable);
        if (!commented_out && !word.conditional) {
            variables_.push_back({std::string(variable), end, text_.size() + variables_.size()});
            pieces.push_back({word.text.end(), {variables_.back().number, {}}});
        }
    }
    find_options(text_, syntax_, word.text, [&](OptionWordPart& part) {
        JvmOption option;
        option.key = keep(part.key);
        option.value = keep(part.value);
        option.has_value = part.has_value;
        option.bytes = std::move(part.bytes);
        option.whole = std::move(part.whole);
        option.place = part.place;
        option.behind = end;
        option.commented_out = commented_out;
        pieces.push_back({option.whole.begin, {option.whole.begin, {}}});
        options_.push_back(std::move(option));
    });
    if (!commented_out) {
        take_password(variable, word.text);
    }
    if (!commented_out && (!variable.empty() || !pieces.empty())) {
        take_flow(word, std::move(pieces));
    }
}

void JvmOptions::take_password(std::string_view variable, const PlacedText& word) {
    constexpr std::string_view kPassword = "PASSWORD";
    if (!variable.ends_with(kPassword)) {
        return;
    }
    PasswordVariable password;
    password.name = keep(variable);
    password.value = keep(word.text().substr(assignment_length(word.text())));
    password.begin = word.begin();
    password.end = word.end();
    password.line = base::count_byte(text_.substr(0, word.begin()), '\n') + 1;
    passwords_.push_back(password);
}

void JvmOptions::take_flow(const OptionWord& word, PlacedPieces pieces) {
    std::stable_sort(pieces.begin(), pieces.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    const std::string_view text = word.text.text();
    const std::size_t length = assignment_length(text);
    OptionAssignment assignment;
    assignment.variable = variable_of(text);
    assignment.appends = length > 1 && text[length - 2] == '+';
    assignment.conditional = word.conditional;
    assignment.may_be_other = has_default(text_.substr(0, word.text.end()), word.text.begin());
    for (auto& [place, piece] : pieces) {
        assignment.pieces.push_back(std::move(piece));
    }
    assignments_.push_back(std::move(assignment));
}

std::vector<ReachingOption> JvmOptions::reaching(std::span<const std::string_view> used) const {
    return reaching_options(assignments_, used);
}

std::string_view JvmOptions::keep(std::string_view text) {
    const std::size_t begin = decoded_.size();
    decoded_ += text;
    return std::string_view(decoded_).substr(begin);
}

bool JvmOptions::assigns(std::string_view name) const {
    return std::find(assigned_.begin(), assigned_.end(), name) != assigned_.end();
}

bool JvmOptions::names_environment_file() const {
    constexpr std::string_view kSetting = "EnvironmentFile";
    for (std::size_t at = text_.find(kSetting); at != std::string_view::npos;
         at = text_.find(kSetting, at + 1)) {
        if (syntax_ == OptionSyntax::systemd && (at == 0 || text_[at - 1] == '\n')) {
            return true;
        }
    }
    return false;
}

std::optional<std::string> written_option(std::string_view key, std::string_view value,
                                          const OptionEnd& end) {
    constexpr std::string_view kKey = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
    OptionPlace blank = end.place;
    blank.splits = false;
    const bool parts_itself = end.place.splits && end.place.syntax != OptionSyntax::batch;
    auto quoted = quoted_option(value, end.place);
    auto gap = parts_itself ? quoted_option(" ", blank) : std::optional<std::string>(" ");
    if (!quoted || !gap || key.empty() || key.find_first_not_of(kKey) != std::string_view::npos) {
        return std::nullopt;
    }
    const std::string option = "-D" + std::string(key) + "=" + *quoted;
    return end.first ? option + *gap : *gap + option;
}

}  // namespace postern::format
