// Reads the entities.xml of a Confluence backup.
#pragma once

#include "base/byte_window.hpp"
#include "postern/source.hpp"

namespace postern::source {

// Every <object> below the root is a record named by its class, whatever the root is called; its
// <id> and its plain <property> elements are the fields. New fields become properties.
class ConfluenceXmlSource : public Source {
public:
    explicit ConfluenceXmlSource(base::ByteWindow& window) : window_(window) {}

    void read(RecordSink& sink) override;

private:
    base::ByteWindow& window_;
};

}  // namespace postern::source
