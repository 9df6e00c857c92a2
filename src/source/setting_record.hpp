// A record made of the settings of a text file, with the way back from each to its bytes.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/byte_window.hpp"
#include "postern/record_sink.hpp"

namespace postern::source {

struct Setting {
    std::string_view name;
    std::string_view value;  // decoded
    ByteRange bytes;         // the value as it is written
    std::uint64_t line = 0;
};

// Bytes to be replaced; positions in the file.
struct TextSplice {
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
    std::string text;
};

// How a kind of file writes its settings.
class SettingWriter {
public:
    virtual ~SettingWriter() = default;
    // nullopt: such a value cannot stand there.
    virtual std::optional<TextSplice> changed(std::size_t setting, const std::string& value) const = 0;
    virtual TextSplice removed(std::size_t setting) const = 0;
    // nullopt: it cannot have one of that name, or with that value.
    virtual std::optional<TextSplice> added(const std::string& name, const std::string& value) const = 0;
};

// Gives `record` to the sink, its fields being the settings in their order, then `facts`, which are nowhere.
// Of two settings of one name the later counts and stands first; the others follow all that count, so that
// what is done to a name is done to all of them. Answers what becomes of the edits. Throws Error where one
// cannot be made.
std::vector<TextSplice> push_settings(RecordSink& sink, Record record, std::span<const Setting> settings,
                                      std::span<const Field> facts, const SettingWriter& writer);

// Lets go of all the window's bytes, `splices` made, which may touch each other.
void splice_text(base::ByteWindow& window, std::vector<TextSplice> splices);

// The window's bytes, which are all of its stream; nullopt, with a skip, when there are more than any
// configuration has.
std::optional<std::string_view> whole_text(base::ByteWindow& window, RecordSink& sink);

// Lets go of whatever the window and its stream still hold.
void pass_text(base::ByteWindow& window);

}  // namespace postern::source
