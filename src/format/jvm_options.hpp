// The "-Dkey=value" options that a script or a configuration gives to a JVM, and how they change there.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "format/option_flow.hpp"
#include "format/option_words.hpp"

namespace postern::format {

struct JvmOption {
    std::string_view key;    // without "-D"
    std::string_view value;  // decoded; an expansion stands in it as "${X}"
    bool has_value = true;   // false: "-Dkey", without "="
    OptionSpan bytes;        // the value
    OptionSpan whole;
    OptionPlace place;
    OptionEnd behind;        // for another option
    std::uint64_t line = 0;  // from 1
    bool commented_out = false;
};

// A variable that gets a value outside of conditions.
struct OptionVariable {
    std::string name;
    OptionEnd end;
    std::size_t number = 0;  // of the end, in reaching()
};

// A variable with "PASSWORD" at the end of its name, also on a condition.
struct PasswordVariable {
    std::string_view name;
    std::string_view value;  // decoded, as of an option
    std::size_t begin = 0;
    std::size_t end = 0;
    std::uint64_t line = 0;  // from 1
};

// The text must outlive it; what was decoded is wiped at the end.
class JvmOptions {
public:
    JvmOptions(std::string_view text, OptionSyntax syntax);
    ~JvmOptions();
    JvmOptions(const JvmOptions&) = delete;
    JvmOptions& operator=(const JvmOptions&) = delete;

    // In the order of the file.
    std::span<const JvmOption> options() const { return options_; }
    std::span<const OptionVariable> variables() const { return variables_; }
    std::span<const PasswordVariable> passwords() const { return passwords_; }
    // Those that reach a JVM which gets the variables `used`: each is called by where it begins in the text
    // (whole.begin); what would be written at the end of a variable, by that one's number.
    std::vector<ReachingOption> reaching(std::span<const std::string_view> used) const;
    // Whether the variable gets a value anywhere, in comments too.
    bool assigns(std::string_view name) const;
    // All quotes are closed.
    bool is_well_formed() const { return well_formed_; }
    // A unit of systemd takes its environment from other files as well.
    bool names_environment_file() const;

private:
    bool lex(std::size_t begin, std::size_t end, PlacedText& word, PlacedText* comment);
    void count_lines();
    void take_word(const OptionWord& word, bool commented_out);
    void take_comment(std::size_t begin, std::size_t end, PlacedText& word);
    void take_password(std::string_view variable, const PlacedText& word);
    void take_flow(const OptionWord& word, std::vector<std::pair<std::size_t, OptionPiece>> pieces);
    std::string_view keep(std::string_view text);

    std::string_view text_;
    OptionSyntax syntax_;
    std::string decoded_;  // reserved once: views point into it
    std::vector<JvmOption> options_;
    std::vector<OptionVariable> variables_;
    std::vector<PasswordVariable> passwords_;
    std::vector<OptionAssignment> assignments_;
    std::vector<std::string> assigned_;
    bool well_formed_ = true;
};

// "-Dkey=value" as it is written behind something; nullopt: it cannot be.
std::optional<std::string> written_option(std::string_view key, std::string_view value, const OptionEnd& end);

}  // namespace postern::format
