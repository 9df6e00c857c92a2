// Reads the XML files that keep settings of Atlassian products: dbconfig.xml, confluence.cfg.xml, ...
#pragma once

#include "base/byte_window.hpp"
#include "postern/source.hpp"

namespace postern::source {

// A wanted element below the root is a record of its attributes and of its children that are leaves. A
// <properties> right below the root is a record with the root's name: its fields are named by the
// attribute name of each <property>. The <property> of Crowd's backups, with children key, name and value, is
// a record like any element; a backup without one is told. A root that is a mail server is one
// (xstream_file.hpp). Records that stand in comments are commented out; a comment with leaves of the record
// around it is one of its own. A comment that is not well-formed and names a password is skipped.
class ProductXmlSource : public Source {
public:
    explicit ProductXmlSource(base::ByteWindow& window) : window_(window) {}

    void read(RecordSink& sink) override;

private:
    base::ByteWindow& window_;
};

}  // namespace postern::source
