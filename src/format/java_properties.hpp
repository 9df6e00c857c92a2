// The entries of a Java properties file, and how they are written there.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace postern::format {

struct JavaProperty {
    std::string_view key;    // decoded to UTF-8, as is the value
    std::string_view value;  // of "key" alone: empty
    std::size_t begin = 0;   // of its line; what continues it is part of it
    std::size_t end = 0;     // behind its line end
    std::size_t value_begin = 0;
    std::size_t value_end = 0;
    std::uint64_t line = 0;      // from 1
    bool separated = true;       // false: "key" alone, without anything a value could follow
    bool commented_out = false;  // what a comment would be without its "#" or "!"
};

// Bytes that are not UTF-8 throughout the text count as ISO-8859-1, as Java read them before version 9. The
// text must outlive it; what was decoded is wiped at the end.
class JavaProperties {
public:
    explicit JavaProperties(std::string_view text);
    ~JavaProperties();
    JavaProperties(const JavaProperties&) = delete;
    JavaProperties& operator=(const JavaProperties&) = delete;

    // In the order of the file. Comments are among them only where they read "key=value" or "key: value",
    // with a key of one word.
    std::span<const JavaProperty> entries() const { return entries_; }
    // Where a \u is followed by something other than four hexadecimal digits: Java refuses the file.
    std::span<const std::size_t> faults() const { return faults_; }

private:
    std::size_t read_line(std::size_t at, std::uint64_t line);
    void read_comment(std::size_t at, std::size_t end, std::uint64_t line);
    void add(JavaProperty entry, std::size_t key, std::size_t content_end);
    std::string_view decode(std::size_t begin, std::size_t end);
    std::size_t decode_escape(std::size_t at, std::size_t end);
    std::size_t decode_unicode(std::size_t at, std::size_t end);

    std::string_view text_;
    bool latin1_ = false;
    std::string decoded_;  // reserved once: views point into it
    std::vector<JavaProperty> entries_;
    std::vector<std::size_t> faults_;
};

// In ASCII, whatever the file's encoding. The value must be UTF-8.
void append_property_value(std::string& text, std::string_view value);

}  // namespace postern::format
