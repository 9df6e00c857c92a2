// Who besides root and Postfix can read a file.
#pragma once

#include <string>
#include <vector>

#include "source/postfix_files.hpp"

namespace postern::source {

struct PostfixReaders {
    enum class State { nobody, somebody, absent, unknown };

    State state = State::nobody;
    std::string who;  // somebody: "everybody", "group www-data", "user jira"; the widest of them
};

// By owners, groups and modes of the file and of the folders above it. In a copy of another host's
// configuration owners and groups are those of whoever made it, so there only the rights of everybody count,
// and only the folders below that of main.cf. mail_owner: the user that Postfix works as.
PostfixReaders other_readers(const std::string& path, const PostfixPlace& place,
                             const std::string& mail_owner);

}  // namespace postern::source
