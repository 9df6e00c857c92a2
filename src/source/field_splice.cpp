#include "source/field_splice.hpp"

#include <algorithm>
#include <vector>

#include "base/text.hpp"
#include "postern/error.hpp"

namespace postern::source {

namespace {

bool is_one_of(std::string_view name, std::span<const std::string> names) {
    return std::any_of(names.begin(), names.end(),
                       [name](const std::string& other) { return base::equal_without_case(name, other); });
}

std::vector<const Edit*> in_order(std::span<const Field> fields, std::span<const Edit> edits) {
    std::vector<const Edit*> ordered;
    for (const Edit& edit : edits) {
        if (edit.field >= fields.size()) {
            throw Error(ErrorKind::failed, "a row has no column of that name to set");
        }
        ordered.push_back(&edit);
    }
    std::sort(ordered.begin(), ordered.end(), [&fields](const Edit* a, const Edit* b) {
        return fields[a->field].bytes.begin < fields[b->field].bytes.begin;
    });
    return ordered;
}

}  // namespace

void splice_fields(base::ByteWindow& window, std::size_t length, std::span<const Field> fields,
                   std::span<const Edit> edits, const EncodeValue& encode,
                   std::span<const std::string> not_null) {
    const std::uint64_t end = window.offset() + length;
    if (window.has_output()) {
        for (const Edit* edit : in_order(fields, edits)) {
            const Field& field = fields[edit->field];
            const ByteRange range = field.bytes;
            const bool empty = !edit->value && is_one_of(field.name, not_null);
            window.consume(range.begin - window.offset());
            window.replace(range.end - range.begin, encode(empty ? std::string() : edit->value));
        }
    }
    window.consume(end - window.offset());
}

}  // namespace postern::source
