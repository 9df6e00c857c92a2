// What a host is meant to be.
#pragma once

namespace postern {

enum class HostRole {
    production,  // mails real people
    sandbox,     // a copy that must mail nobody
};

}  // namespace postern
