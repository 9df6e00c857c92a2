// Reads the activeobjects.xml of a Jira or Confluence backup.
#pragma once

#include "base/byte_window.hpp"
#include "postern/source.hpp"

namespace postern::source {

// Every <row> of a <data> block is a row of the block's table; the block's <column> list names its
// cells by their place. A row cannot get new fields.
class ActiveObjectsXmlSource : public Source {
public:
    explicit ActiveObjectsXmlSource(base::ByteWindow& window) : window_(window) {}

    void read(RecordSink& sink) override;

private:
    base::ByteWindow& window_;
};

}  // namespace postern::source
