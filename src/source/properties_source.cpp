#include "source/properties_source.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "format/java_properties.hpp"
#include "source/setting_record.hpp"

namespace postern::source {

namespace {

using format::JavaProperty;

constexpr std::string_view kElement = "properties";

bool is_of_interest(const JavaProperty& entry) {
    const std::string key = base::lower(entry.key);
    return key.starts_with("mail.") || key.find(".mail.") != std::string::npos ||
           key.find("password") != std::string::npos;
}

bool is_of_mail(const JavaProperty& entry) {
    return base::lower(entry.key).starts_with("mail.");
}

// "mail.smtp.host=SMTP host" is a text of a user interface: the blank makes it no host.
bool labels_mail(const format::JavaProperties& properties) {
    const auto entries = properties.entries();
    return std::any_of(entries.begin(), entries.end(), [](const JavaProperty& entry) {
        return !entry.commented_out && is_of_mail(entry) && base::lower(entry.key).ends_with("host") &&
               entry.value.find(' ') < entry.value.find_last_not_of(' ') + 1;
    });
}

// Of one record: the entries that are in effect, or those in comments.
class Entries : public SettingWriter {
public:
    Entries(std::string_view text, const format::JavaProperties& properties, bool commented_out)
        : text_(text), commented_out_(commented_out) {
        const bool labels = labels_mail(properties);
        for (const JavaProperty& entry : properties.entries()) {
            if (labels && is_of_mail(entry)) {
                continue;
            }
            if (entry.commented_out == commented_out && (!commented_out || is_of_interest(entry))) {
                entries_.push_back(&entry);
            }
        }
    }

    std::vector<TextSplice> push(RecordSink& sink) const {
        if (entries_.empty()) {
            return {};
        }
        std::vector<Setting> settings;
        settings.reserve(entries_.size());
        for (const JavaProperty* entry : entries_) {
            settings.push_back(
                {entry->key, entry->value, {entry->value_begin, entry->value_end}, entry->line});
        }
        Record record;
        record.shape = RecordShape::element;
        record.name = kElement;
        record.commented_out = commented_out_;
        record.bytes = {entries_.front()->begin, entries_.back()->end};
        record.line = entries_.front()->line;
        return push_settings(sink, record, settings, {}, *this);
    }

    std::optional<TextSplice> changed(std::size_t setting, const std::string& value) const override {
        const JavaProperty& entry = *entries_[setting];
        TextSplice splice{entry.value_begin, entry.value_end, entry.separated ? "" : "="};
        format::append_property_value(splice.text, value);
        return splice;
    }

    TextSplice removed(std::size_t setting) const override {
        return {entries_[setting]->begin, entries_[setting]->end, ""};
    }

    // Below the last one.
    std::optional<TextSplice> added(const std::string& name, const std::string& value) const override {
        const std::string_view last = text_.substr(0, entries_.back()->end);
        const bool ended = last.ends_with('\n') || last.ends_with('\r');
        const std::string line_end = last.ends_with("\r\n") ? "\r\n" : last.ends_with('\r') ? "\r" : "\n";
        TextSplice splice{last.size(), last.size(), ended ? "" : line_end};
        (splice.text += commented_out_ ? "#" : "") += name + "=";
        format::append_property_value(splice.text, value);
        splice.text += ended ? line_end : "";
        const bool plain = std::all_of(name.begin(), name.end(), [](char c) {
            return base::glob_fits("#", std::string_view(&c, 1)) || (c >= 'a' && c <= 'z') ||
                   (c >= 'A' && c <= 'Z') || c == '.' || c == '-' || c == '_';
        });
        return plain && !name.empty() ? std::optional(std::move(splice)) : std::nullopt;
    }

private:
    std::string_view text_;
    bool commented_out_;
    std::vector<const JavaProperty*> entries_;
};

}  // namespace

void PropertiesSource::read(RecordSink& sink) {
    if (sink.wants(RecordShape::element, kElement)) {
        if (const auto text = whole_text(window_, sink)) {
            std::vector<TextSplice> splices;
            {
                const format::JavaProperties properties(*text);
                for (const std::size_t at : properties.faults()) {
                    sink.skip({at, "a \\u without its four digits: Java would not read the file"});
                }
                splices = Entries(*text, properties, false).push(sink);
                auto commented = Entries(*text, properties, true).push(sink);
                std::move(commented.begin(), commented.end(), std::back_inserter(splices));
            }
            splice_text(window_, std::move(splices));
        }
    }
    pass_text(window_);
}

}  // namespace postern::source
