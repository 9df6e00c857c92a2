// The file "metadata" of mydumper, as something to be rewritten.
#pragma once

#include "base/byte_window.hpp"
#include "postern/source.hpp"

namespace postern::source {

// Has no records. Written again, it lacks the checksums of the rows of every table that the sink wants: they
// would no longer be right, and myloader compares only those that are there. All else stays as it is.
class MydumperMetadataSource : public Source {
public:
    explicit MydumperMetadataSource(base::ByteWindow& window) : window_(window) {}

    void read(RecordSink& sink) override;

private:
    base::ByteWindow& window_;
};

}  // namespace postern::source
