// Reads what starts a JVM: setenv.sh, setenv.bat, units of systemd, environment files.
#pragma once

#include "base/byte_window.hpp"
#include "postern/source.hpp"

namespace postern::source {

// One element "jvm-options", whose fields are the -D options by their names without the "-D". What comments
// switch off of mail accounts and passwords is another one, commented out. Where the file is plainly a start
// script of an application of Atlassian, and names no other file that could hold options as well, there are
// the facts postern.application ("atlassian"), postern.sends_mail and postern.fetches_mail ("yes"; "no"
// where an option stops it; or why it is not known). An option of these that is set on a condition, replaced
// before it is used, or where nothing shows that it is used, has " (not always)" behind its name. Variables
// that are named as passwords are fields too, which stay as they are. NULL takes
// the option away, a new field is an option behind the others.
class JvmOptionsSource : public Source {
public:
    explicit JvmOptionsSource(base::ByteWindow& window) : window_(window) {}

    void read(RecordSink& sink) override;

private:
    base::ByteWindow& window_;
};

}  // namespace postern::source
