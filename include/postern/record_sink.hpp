// Where a source pushes what it reads.
#pragma once

#include <span>
#include <string_view>

#include "postern/edit.hpp"
#include "postern/record.hpp"
#include "postern/skip.hpp"

namespace postern {

class RecordSink {
public:
    virtual ~RecordSink() = default;

    // Whether records of this table or element are of interest; a source passes over the others
    // without splitting them. Tables compare without case, elements exactly. Must always give the
    // same answer for the same name.
    virtual bool wants(RecordShape shape, std::string_view name) = 0;

    // Takes one record; answers the edits to it, at most one a field, valid until the next call.
    // A source that only reads ignores them.
    virtual std::span<const Edit> record(const Record& record) = 0;

    virtual void skip(const Skip& skip) = 0;
};

}  // namespace postern
