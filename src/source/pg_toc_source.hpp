// The table of contents that pg_dump's directories and tars begin with.
#pragma once

#include "base/byte_window.hpp"
#include "postern/source.hpp"
#include "source/table_part.hpp"

namespace postern::source {

// Adds a part for every table that has data; those that nobody wants share nobodys_part(). Throws
// DamagedInput.
class PgTocSource : public Source {
public:
    PgTocSource(base::ByteWindow& window, PartIndex& parts) : window_(window), parts_(parts) {}

    void read(RecordSink& sink) override;

private:
    base::ByteWindow& window_;
    PartIndex& parts_;
};

}  // namespace postern::source
