// Reads Tomcat's configuration: server.xml, context.xml.
#pragma once

#include "base/byte_window.hpp"
#include "postern/source.hpp"

namespace postern::source {

// Every element at any depth is a record of its attributes; a <ResourceParams> has its parameters as
// well. What stands in comments is a record too, commented out. A malformed tag is skipped, in a
// comment only when it looks like a mail resource, and reading goes on behind it.
class TomcatXmlSource : public Source {
public:
    explicit TomcatXmlSource(base::ByteWindow& window) : window_(window) {}

    void read(RecordSink& sink) override;

private:
    base::ByteWindow& window_;
};

}  // namespace postern::source
