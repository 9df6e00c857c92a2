// Reads a Java properties file: bitbucket.properties, crowd.properties, jira-config.properties.
#pragma once

#include "base/byte_window.hpp"
#include "postern/source.hpp"

namespace postern::source {

// One element "properties", whose fields are the keys. What comments switch off of mail settings and
// passwords is another one, commented out. Keys of mail in the texts of a user interface are left out: there
// a host has blanks. NULL takes the whole line away, a new field is a new line.
class PropertiesSource : public Source {
public:
    explicit PropertiesSource(base::ByteWindow& window) : window_(window) {}

    void read(RecordSink& sink) override;

private:
    base::ByteWindow& window_;
};

}  // namespace postern::source
