// Reads a log of Jira for the passwords of mailboxes that releases of 4 and 5 wrote there.
#pragma once

#include "base/byte_window.hpp"
#include "postern/source.hpp"

namespace postern::source {

// An element "jira-log-mail-password" for each message that a mail server lacks a parameter, and tells a
// password: "name", "host", "username", "password"; what Jira tells as "null" has no value, and NULL writes
// that. All else passes without being split into lines.
class JiraLogSource : public Source {
public:
    explicit JiraLogSource(base::ByteWindow& window) : window_(window) {}

    void read(RecordSink& sink) override;

private:
    std::size_t line_length();
    void read_message(RecordSink& sink);

    base::ByteWindow& window_;
};

}  // namespace postern::source
