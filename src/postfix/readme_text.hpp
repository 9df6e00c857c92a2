// The text of a README as it grows: titles, paragraphs, commands, lists.
#pragma once

#include <string>

namespace postern::postfix {

// What comes from a dump has to be printable already. Paragraphs and points are wrapped, commands never are.
class ReadmeText {
public:
    void title(const std::string& text);
    void prose(const std::string& text);
    void command(const std::string& text);
    void item(const std::string& name, const std::string& text);  // of a list, which begins with blank()
    void point(const std::string& text);
    void blank();

    std::string take() { return std::move(text_); }

private:
    std::string text_;
};

}  // namespace postern::postfix
