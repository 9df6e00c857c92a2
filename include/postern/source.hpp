// One origin of records: a dump, a backup, a configuration file, a database.
#pragma once

#include "postern/record_sink.hpp"

namespace postern {

class Source {
public:
    virtual ~Source() = default;

    // Pushes every wanted record, in the order of the origin, and a Skip for whatever could not be
    // read; goes on behind it where that is safe. A source with an output writes it in the same
    // pass: every byte as it came, but for the edited fields. Throws Error only for what ends the
    // run (an interrupt, an output that cannot be written).
    virtual void read(RecordSink& sink) = 0;
};

}  // namespace postern
