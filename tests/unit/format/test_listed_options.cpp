#include "format/listed_options.hpp"

#include <string>

#include "catch.hpp"

using namespace postern::format;

namespace {

std::string listed(std::string_view text) {
    std::string found;
    for (const ListedOption& option : listed_options(text)) {
        CHECK(text.substr(option.value_begin, option.end - option.value_begin) == option.value);
        CHECK(text.substr(option.begin, 2) == "-D");
        found += std::string(option.key) + "=" + std::string(option.value) + ";";
    }
    return found;
}

}  // namespace

TEST_CASE("options are found in a text that lists them") {
    CHECK(listed("Arguments : -Da.b=c -Xmx1g -Dd=e\r\n-Df=g") == "a.b=c;d=e;f=g;");
    CHECK(listed("[-Da=b, -Dc=]") == "a=b,;c=];");
    CHECK(listed("x-Da=b -D=c -Dd e -D").empty());
}

TEST_CASE("a password may have blanks") {
    CHECK(listed("-Dx.password=a b -c d -Dy.pwd=e f \n-Dz=g h") == "x.password=a b;y.pwd=e f;z=g;");
    CHECK(listed("-Dx.password=") == "x.password=;");
}
