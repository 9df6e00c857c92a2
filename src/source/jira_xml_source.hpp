// Reads the entities.xml of a Jira backup.
#pragma once

#include "base/byte_window.hpp"
#include "postern/source.hpp"

namespace postern::source {

// Every child of the root <entity-engine-xml> is a record; its attributes and its child elements are
// the fields. New fields become attributes. JVM options
// that a comment in front of the root tells of are an element "jvm-options", commented out.
class JiraXmlSource : public Source {
public:
    explicit JiraXmlSource(base::ByteWindow& window) : window_(window) {}

    void read(RecordSink& sink) override;

private:
    base::ByteWindow& window_;
};

}  // namespace postern::source
