// The files that lie with a Postfix configuration.
#pragma once

#include <optional>
#include <string>
#include <utility>

namespace postern::source {

struct PostfixPlace {
    std::string folder;     // holds master.cf; absolute
    bool own_host = false;  // this host's own: every path in it means what it says
};

class PostfixFiles {
public:
    // Without a place there are no files: the configuration came alone.
    explicit PostfixFiles(std::optional<PostfixPlace> place) : place_(std::move(place)) {}

    // "/etc/postfix" when the place is not known.
    std::string folder() const { return place_ ? place_->folder : "/etc/postfix"; }

    // Where the file lies that the configuration calls so. In a copy of another host's configuration a file
    // counts that lies beside main.cf. nullopt: not here.
    std::optional<std::string> locate(const std::string& name) const;

    // nullopt: not here, no regular file, not ours to read, or longer than 1 MiB.
    std::optional<std::string> text(const std::string& name) const;

    const std::optional<PostfixPlace>& place() const { return place_; }

private:
    std::optional<PostfixPlace> place_;
};

}  // namespace postern::source
