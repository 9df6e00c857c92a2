// Puts the values into a record that its placeholders stand for.
#pragma once

#include <list>
#include <vector>

#include "postern/record_sink.hpp"
#include "source/tomcat_properties.hpp"

namespace postern::source {

// Stands before another sink. A field with placeholders that are all known has the value that Tomcat gives
// it, and says where that stands; others pass as they are. Edits replace the placeholder.
class PlaceholderResolver : public RecordSink {
public:
    PlaceholderResolver(RecordSink& inner, TomcatProperties& properties)
        : inner_(inner), properties_(properties) {}
    ~PlaceholderResolver() override { forget(); }

    bool wants(RecordShape shape, std::string_view name) override { return inner_.wants(shape, name); }
    std::span<const Edit> record(const Record& record) override;
    void skip(const Skip& skip) override { inner_.skip(skip); }

private:
    void forget();

    RecordSink& inner_;
    TomcatProperties& properties_;
    std::list<TomcatProperties::Resolved> resolved_;
    std::vector<Field> fields_;
};

}  // namespace postern::source
