#include "source/placeholder_resolver.hpp"

#include <cstring>
#include <utility>

namespace postern::source {

std::span<const Edit> PlaceholderResolver::record(const Record& record) {
    forget();
    fields_.assign(record.fields.begin(), record.fields.end());
    for (Field& field : fields_) {
        auto resolved = field.value ? properties_.resolve(*field.value) : std::nullopt;
        if (resolved) {
            resolved_.push_back(std::move(*resolved));
            field.value = resolved_.back().text;
            field.stands_in = resolved_.back().stands_in;
        }
    }
    Record known = record;
    known.fields = fields_;
    return inner_.record(known);
}

void PlaceholderResolver::forget() {
    for (TomcatProperties::Resolved& resolved : resolved_) {
        ::explicit_bzero(resolved.text.data(), resolved.text.size());
    }
    resolved_.clear();
}

}  // namespace postern::source
