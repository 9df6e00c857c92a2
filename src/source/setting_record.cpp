#include "source/setting_record.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "postern/error.hpp"

namespace postern::source {

namespace {

constexpr std::size_t kLongest = 1024 * 1024;

// Indices, what counts first.
std::vector<std::size_t> in_order_of_effect(std::span<const Setting> settings) {
    std::vector<std::size_t> counting;
    std::vector<std::size_t> overridden;
    std::set<std::string_view> seen;
    for (std::size_t i = settings.size(); i-- > 0;) {
        (seen.insert(settings[i].name).second ? counting : overridden).push_back(i);
    }
    std::reverse(counting.begin(), counting.end());
    counting.insert(counting.end(), overridden.begin(), overridden.end());
    return counting;
}

[[noreturn]] void refuse(std::string_view name) {
    throw Error(ErrorKind::failed,
                base::printable(name) + ": the file cannot hold its new value in this place");
}

TextSplice splice_of(const Edit& edit, std::span<const std::size_t> order, std::span<const Setting> settings,
                     const SettingWriter& writer) {
    if (edit.field == kNewField) {
        auto splice = writer.added(edit.new_name, *edit.value);
        return splice ? std::move(*splice) : (refuse(edit.new_name), TextSplice());
    }
    const std::size_t setting = order[edit.field];
    if (!edit.value) {
        return writer.removed(setting);
    }
    auto splice = writer.changed(setting, *edit.value);
    return splice ? std::move(*splice) : (refuse(settings[setting].name), TextSplice());
}

}  // namespace

std::vector<TextSplice> push_settings(RecordSink& sink, Record record, std::span<const Setting> settings,
                                      std::span<const Field> facts, const SettingWriter& writer) {
    const std::vector<std::size_t> order = in_order_of_effect(settings);
    std::vector<Field> fields;
    fields.reserve(settings.size() + facts.size());
    for (const std::size_t i : order) {
        fields.push_back(
            {settings[i].name, settings[i].value, settings[i].bytes, FieldOrigin::own, settings[i].line});
    }
    fields.insert(fields.end(), facts.begin(), facts.end());
    record.fields = fields;
    std::vector<TextSplice> splices;
    for (const Edit& edit : sink.record(record)) {
        const bool is_fact = edit.field != kNewField && edit.field >= order.size();
        if (!is_fact && (edit.field != kNewField || edit.value)) {
            splices.push_back(splice_of(edit, order, settings, writer));
        }
    }
    return splices;
}

void splice_text(base::ByteWindow& window, std::vector<TextSplice> splices) {
    std::stable_sort(splices.begin(), splices.end(),
                     [](const TextSplice& a, const TextSplice& b) { return a.begin < b.begin; });
    for (const TextSplice& splice : splices) {
        const std::uint64_t begin = std::max(splice.begin, window.offset());
        window.consume(begin - window.offset());
        window.replace(std::max(splice.end, begin) - begin, splice.text);
    }
    window.consume(window.bytes().size());
}

std::optional<std::string_view> whole_text(base::ByteWindow& window, RecordSink& sink) {
    while (window.bytes().size() <= kLongest && window.more()) {
    }
    if (window.bytes().size() > kLongest) {
        sink.skip({0, "longer than any configuration: not read"});
        return std::nullopt;
    }
    return window.bytes();
}

void pass_text(base::ByteWindow& window) {
    do {
        window.consume(window.bytes().size());
    } while (window.more());
}

}  // namespace postern::source
