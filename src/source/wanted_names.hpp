// Asks a sink which names it wants, remembering the last answer: elements come grouped by name.
#pragma once

#include <string>
#include <string_view>

#include "postern/record_sink.hpp"

namespace postern::source {

class WantedNames {
public:
    WantedNames(RecordSink& sink, RecordShape shape) : sink_(sink), shape_(shape) {}

    bool has(std::string_view name) {
        if (!asked_ || name != last_) {
            wanted_ = sink_.wants(shape_, name);
            last_ = name;
            asked_ = true;
        }
        return wanted_;
    }

private:
    RecordSink& sink_;
    RecordShape shape_;
    std::string last_;
    bool asked_ = false;
    bool wanted_ = false;
};

}  // namespace postern::source
