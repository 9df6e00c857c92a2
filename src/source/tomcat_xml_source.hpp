// Reads Tomcat's configuration: server.xml, context.xml, and TomEE's tomee.xml.
#pragma once

#include <optional>
#include <utility>

#include "base/byte_window.hpp"
#include "postern/source.hpp"
#include "source/tomcat_properties.hpp"

namespace postern::source {

// Every element at any depth is a record of its attributes; a <ResourceParams> has its parameters as
// well, a <Resource> of TomEE the properties in its body (tomee_resource.hpp). What stands in comments is a
// record too, commented out. A malformed tag is skipped, in a comment only when it looks like a mail
// resource, and reading goes on behind it.
class TomcatXmlSource : public Source {
public:
    // place: the installation that the file lies in, if it does: its properties then take the place of ${...}
    // (placeholder_resolver.hpp).
    explicit TomcatXmlSource(base::ByteWindow& window, std::optional<TomcatPlace> place = std::nullopt)
        : window_(window), place_(std::move(place)) {}

    void read(RecordSink& sink) override;

private:
    base::ByteWindow& window_;
    std::optional<TomcatPlace> place_;
};

}  // namespace postern::source
