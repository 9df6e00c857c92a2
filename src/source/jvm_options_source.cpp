#include "source/jvm_options_source.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "format/jvm_options.hpp"
#include "format/option_syntax.hpp"
#include "source/setting_record.hpp"

namespace postern::source {

namespace {

using format::JvmOption;
using format::OptionEnd;

constexpr std::string_view kElement = "jvm-options";
// What a start script uses, whatever it goes through; the best first.
constexpr std::array<std::string_view, 3> kUsed{"JVM_SUPPORT_RECOMMENDED_ARGS", "CATALINA_OPTS", "JAVA_OPTS"};

constexpr std::string_view kYes = "yes";
constexpr std::string_view kNo = "no";
constexpr std::string_view kDepends =
    "unknown: an option that switches mail off is set on a condition, by a variable, or where nothing shows "
    "that "
    "it is used";

constexpr std::string_view kSending = "atlassian.mail.senddisabled";
constexpr std::array<std::string_view, 3> kFetching{
    "atlassian.mail.fetchdisabled", "atlassian.mail.popdisabled", "confluence.disable.mailpolling"};
// Behind the name of such an option where another one may count instead, or none.
constexpr std::string_view kUnsure = " (not always)";
// In the order of the command line of Tomcat.
constexpr std::array<std::string_view, 3> kCommandLine{"JVM_SUPPORT_RECOMMENDED_ARGS", "JAVA_OPTS",
                                                       "CATALINA_OPTS"};

bool is_switch(std::string_view key) {
    return key == kSending || std::find(kFetching.begin(), kFetching.end(), key) != kFetching.end();
}

bool is_of_interest(const JvmOption& option) {
    const std::string key = base::lower(option.key);
    return (key.starts_with("mail.") && key != "mail.debug") || key.find("pass") != std::string::npos;
}

bool is_atlassian_option(const JvmOption& option) {
    constexpr std::array<std::string_view, 3> kPrefixes{"atlassian.", "com.atlassian.", "confluence."};
    return !option.commented_out &&
           std::any_of(kPrefixes.begin(), kPrefixes.end(),
                       [&](std::string_view prefix) { return option.key.starts_with(prefix); });
}

bool is_atlassian(const format::JvmOptions& options) {
    const auto all = options.options();
    const bool used =
        std::any_of(kUsed.begin(), kUsed.end(), [&](std::string_view name) { return options.assigns(name); });
    const bool own = options.assigns(kUsed[0]) || options.assigns("DISABLE_NOTIFICATIONS") ||
                     std::any_of(all.begin(), all.end(), is_atlassian_option);
    return used && own && !options.names_environment_file();
}

// Of one record: the options that are in effect, or those in comments.
class Options : public SettingWriter {
public:
    Options(const format::JvmOptions& options, bool commented_out)
        : all_(options), commented_out_(commented_out) {
        for (const JvmOption& option : options.options()) {
            if (option.commented_out == commented_out && (!commented_out || is_of_interest(option))) {
                options_.push_back(&option);
            }
        }
        reaching_ = options.reaching(kCommandLine);
        names_.reserve(options_.size());
        for (const JvmOption* option : options_) {
            const bool sure = commented_out || !is_switch(option->key) || reaches(option->whole.begin);
            names_.push_back(std::string(option->key) + std::string(sure ? "" : kUnsure));
        }
    }

    std::vector<TextSplice> push(RecordSink& sink, std::size_t size) const {
        std::vector<Field> facts =
            !commented_out_ && is_atlassian(all_) ? facts_of_application() : std::vector<Field>();
        for (std::size_t i = 0; !commented_out_ && i < all_.passwords().size(); ++i) {
            const format::PasswordVariable& password = all_.passwords()[i];
            facts.push_back({password.name,
                             password.value,
                             {password.begin, password.end},
                             FieldOrigin::own,
                             password.line});
        }
        if (options_.empty() && facts.empty()) {
            return {};
        }
        std::vector<Setting> settings;
        settings.reserve(options_.size());
        for (std::size_t i = 0; i < options_.size(); ++i) {
            const JvmOption& option = *options_[i];
            settings.push_back(
                {names_[i], option.value, {option.bytes.begin, option.bytes.end}, option.line});
        }
        Record record;
        record.shape = RecordShape::element;
        record.name = kElement;
        record.commented_out = commented_out_;
        record.bytes = {0, size};
        record.line = options_.empty() ? 1 : options_.front()->line;
        return push_settings(sink, record, settings, facts, *this);
    }

    std::optional<TextSplice> changed(std::size_t setting, const std::string& value) const override {
        const JvmOption& option = *options_[setting];
        const auto text = format::quoted_option(value, option.place);
        const std::string equals = option.has_value ? "" : "=";
        const bool ends_comment = commented_out_ && text && text->find_first_of("\r\n") != std::string::npos;
        return text && !ends_comment ? std::optional(TextSplice{option.bytes.begin, option.bytes.end,
                                                                equals + *text + option.bytes.seam})
                                     : std::nullopt;
    }

    TextSplice removed(std::size_t setting) const override {
        const format::OptionSpan& whole = options_[setting]->whole;
        return {whole.begin, whole.end, whole.seam};
    }

    std::optional<TextSplice> added(const std::string& name, const std::string& value) const override {
        const OptionEnd* end = place_for_more(is_switch(name));
        const auto text = end != nullptr ? format::written_option(name, value, *end) : std::nullopt;
        return text ? std::optional(TextSplice{end->at, end->at, *text}) : std::nullopt;
    }

private:
    std::vector<Field> facts_of_application() const {
        std::string_view fetches = kYes;
        for (const std::string_view key : kFetching) {
            const std::string_view unless = yes_unless(key);
            fetches = fetches == kNo || unless == kYes ? fetches : unless;
        }
        return {{"postern.application", "atlassian", {}, FieldOrigin::own, 0},
                {"postern.sends_mail", yes_unless(kSending), {}, FieldOrigin::own, 0},
                {"postern.fetches_mail", fetches, {}, FieldOrigin::own, 0}};
    }

    // "no" where the option is true, as java.lang.Boolean reads it. The last one counts; those that may be
    // behind the last sure one must say the same.
    std::string_view yes_unless(std::string_view key) const {
        bool off = false;
        bool on = false;
        bool sure = false;
        for (auto reaching = reaching_.rbegin(); reaching != reaching_.rend() && !sure; ++reaching) {
            const JvmOption* option = option_at(reaching->option);
            if (option == nullptr || option->key != key) {
                continue;
            }
            if (option->value.find_first_of("$%`") != std::string_view::npos) {
                return kDepends;
            }
            (base::equal_without_case(option->value, "true") ? off : on) = true;
            sure = reaching->sure;
        }
        on = on || !sure;
        return on && off ? kDepends : off ? kNo : kYes;
    }

    const JvmOption* option_at(std::size_t begin) const {
        const auto found = std::find_if(options_.begin(), options_.end(), [begin](const JvmOption* option) {
            return option->whole.begin == begin;
        });
        return found == options_.end() ? nullptr : *found;
    }

    bool reaches(std::size_t number) const {
        return std::any_of(reaching_.begin(), reaching_.end(),
                           [number](const format::ReachingOption& option) {
                               return option.option == number && option.sure;
                           });
    }

    // The last value of a variable that is used, since it may replace an earlier one; best one that surely
    // reaches the JVM, and no other for what has to.
    const OptionEnd* place_for_more(bool surely) const {
        const auto variables = all_.variables();
        const OptionEnd* unsure = nullptr;
        for (const std::string_view name : kUsed) {
            for (std::size_t i = variables.size(); !commented_out_ && i-- > 0;) {
                if (variables[i].name == name && reaches(variables[i].number)) {
                    return &variables[i].end;
                }
                unsure = unsure == nullptr && variables[i].name == name ? &variables[i].end : unsure;
            }
        }
        return surely ? nullptr : unsure != nullptr || options_.empty() ? unsure : &options_.back()->behind;
    }

    const format::JvmOptions& all_;
    bool commented_out_;
    std::vector<const JvmOption*> options_;
    std::vector<std::string> names_;  // of the options, as fields
    std::vector<format::ReachingOption> reaching_;
};

std::vector<TextSplice> read_options(std::string_view text, format::OptionSyntax syntax, RecordSink& sink) {
    const format::JvmOptions options(text, syntax);
    if (!options.is_well_formed()) {
        sink.skip({0, "a quote in it is never closed: what stands behind it may be something else"});
    }
    std::vector<TextSplice> splices = Options(options, false).push(sink, text.size());
    auto commented = Options(options, true).push(sink, text.size());
    std::move(commented.begin(), commented.end(), std::back_inserter(splices));
    return splices;
}

}  // namespace

void JvmOptionsSource::read(RecordSink& sink) {
    if (sink.wants(RecordShape::element, kElement)) {
        const auto text = whole_text(window_, sink);
        const auto syntax = text ? format::option_syntax(*text) : std::nullopt;
        if (syntax) {
            splice_text(window_, read_options(*text, *syntax, sink));
        } else if (text) {
            sink.skip({0, "neither a script nor an environment file"});
        }
    }
    pass_text(window_);
}

}  // namespace postern::source
