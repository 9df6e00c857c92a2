// What ${name} stands for in the configuration of a Tomcat.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace postern::source {

struct TomcatPlace {
    std::string folder;  // holds conf and bin; absolute
};

// The installation whose configuration the file is: the nearest folder above it with a
// conf/catalina.properties. nullopt: it lies in none.
std::optional<TomcatPlace> find_tomcat(const std::string& file);

// Knows conf/catalina.properties and the -D options of bin/setenv.sh and setenv.bat, in this order, as Tomcat
// makes the former system properties when it starts. What a service or its environment adds is not known.
class TomcatProperties {
public:
    explicit TomcatProperties(TomcatPlace place);
    ~TomcatProperties();
    TomcatProperties(const TomcatProperties&) = delete;
    TomcatProperties& operator=(const TomcatProperties&) = delete;

    struct Resolved {
        std::string text;
        std::string stands_in;  // a file and the name in it; empty where defaults alone were needed
    };

    // nullopt: there is no ${name} in the text, or one that is not known and has no default.
    std::optional<Resolved> resolve(std::string_view text);

private:
    class Files;

    TomcatPlace place_;
    std::unique_ptr<Files> files_;  // read when the first one is asked for
};

}  // namespace postern::source
