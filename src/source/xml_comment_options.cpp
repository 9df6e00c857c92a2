#include "source/xml_comment_options.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "format/listed_options.hpp"
#include "source/setting_record.hpp"

namespace postern::source {

namespace {

constexpr std::string_view kElement = "jvm-options";

bool is_of_interest(std::string_view key) {
    const std::string name = base::lower(key);
    return name.starts_with("mail.") || name.find("pass") != std::string::npos;
}

class Writer : public SettingWriter {
public:
    explicit Writer(const std::vector<format::ListedOption>& options) : options_(options) {}

    // Two hyphens end a comment.
    std::optional<TextSplice> changed(std::size_t setting, const std::string& value) const override {
        const format::ListedOption& option = options_[setting];
        const bool fits = value.find_first_of(" \t\r\n>") == std::string::npos &&
                          value.find("--") == std::string::npos && !value.ends_with('-');
        return fits ? std::optional(TextSplice{option.value_begin, option.end, value}) : std::nullopt;
    }

    TextSplice removed(std::size_t setting) const override {
        return {options_[setting].begin, options_[setting].end, {}};
    }

    std::optional<TextSplice> added(const std::string&, const std::string&) const override {
        return std::nullopt;
    }

private:
    const std::vector<format::ListedOption>& options_;
};

}  // namespace

std::vector<format::XmlSplice> push_comment_options(RecordSink& sink, const XmlComment& comment) {
    constexpr std::string_view kEnd = "-->";
    std::string_view text = comment.text;
    text.remove_suffix(text.ends_with(kEnd) ? kEnd.size() : 0);
    auto options = format::listed_options(text);
    std::erase_if(options, [](const format::ListedOption& option) { return !is_of_interest(option.key); });
    if (options.empty()) {
        return {};
    }
    const auto line_at = [&](std::size_t at) {
        return comment.line + static_cast<std::uint64_t>(std::count(
                                  text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
    };
    std::vector<Setting> settings;
    for (const format::ListedOption& option : options) {
        settings.push_back({option.key,
                            option.value,
                            {comment.offset + option.value_begin, comment.offset + option.end},
                            line_at(option.begin)});
    }
    Record record;
    record.shape = RecordShape::element;
    record.name = kElement;
    record.commented_out = true;
    record.bytes = {comment.offset, comment.offset + comment.text.size()};
    record.line = settings.front().line;
    std::vector<format::XmlSplice> splices;
    for (const TextSplice& splice : push_settings(sink, record, settings, {}, Writer(options))) {
        splices.push_back({splice.begin, splice.end, splice.text});
    }
    return splices;
}

}  // namespace postern::source
