#include "source/postfix_config_source.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

#include "format/postfix_main_cf.hpp"
#include "source/postfix_facts.hpp"

namespace postern::source {

namespace {

constexpr std::string_view kElement = "postfix";
constexpr std::string_view kSet = "set";  // the value stands elsewhere
constexpr std::size_t kLongest = 4 * 1024 * 1024;

void push(const format::PostfixMainCf& main, const PostfixFiles& files, std::size_t size, RecordSink& sink) {
    const PostfixServices services = read_services(files);
    const PostfixSettings settings(main, files.folder());
    const auto facts = postfix_facts(settings, services, files);
    for (const std::uint64_t line : services.faults) {
        sink.skip({0, fmt::format("line {} of its master.cf is no service", line)});
    }
    for (const std::string& name : settings.circular()) {
        sink.skip({0, fmt::format("the parameter {} refers to itself", name)});
    }
    std::vector<Field> fields;
    for (const format::PostfixParameter& parameter : main.parameters) {
        fields.push_back(
            {parameter.name, parameter.value, parameter.bytes, FieldOrigin::own, parameter.line});
    }
    for (const auto& [name, value] : facts.values) {
        fields.push_back({name, value, {}, FieldOrigin::own, 0});
    }
    for (const PostfixSetting& setting : facts.settings) {
        if (setting.line > 0) {
            fields.push_back({setting.name, kSet, setting.bytes, FieldOrigin::own, setting.line});
        }
    }
    Record record;
    record.shape = RecordShape::element;
    record.name = kElement;
    record.fields = fields;
    record.bytes = {0, size};
    record.line = 1;
    sink.record(record);
}

}  // namespace

void PostfixConfigSource::read(RecordSink& sink) {
    if (sink.wants(RecordShape::element, kElement)) {
        while (window_.bytes().size() <= kLongest && window_.more()) {
        }
        const std::string_view text = window_.bytes();
        if (text.size() > kLongest) {
            sink.skip({0, "longer than any configuration: not read"});
        } else {
            const format::PostfixMainCf main = format::parse_main_cf(text);
            for (const std::uint64_t line : main.faults) {
                sink.skip({0, fmt::format("line {} is no parameter: Postfix would not start with it", line)});
            }
            push(main, files_, text.size(), sink);
        }
    }
    do {
        window_.consume(window_.bytes().size());
    } while (window_.more());
}

}  // namespace postern::source
