// Reads the configuration of a Postfix: main.cf, or what postconf -n prints.
#pragma once

#include <optional>

#include "base/byte_window.hpp"
#include "postern/source.hpp"
#include "source/postfix_files.hpp"

namespace postern::source {

// One element "postfix", whose fields are the parameters as they stand and the facts that follow from
// them, from master.cf and from the files that lie with it (postfix_facts.hpp). place: where main.cf lies on
// this host; without one it came alone. Edits are not made.
class PostfixConfigSource : public Source {
public:
    PostfixConfigSource(base::ByteWindow& window, std::optional<PostfixPlace> place)
        : window_(window), files_(std::move(place)) {}

    void read(RecordSink& sink) override;

private:
    base::ByteWindow& window_;
    PostfixFiles files_;
};

}  // namespace postern::source
