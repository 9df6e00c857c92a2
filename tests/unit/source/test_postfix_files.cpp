#include "source/postfix_files.hpp"

#include "support/postfix_folder.hpp"

using namespace postern;

TEST_CASE("a file of the folder is where its name says, one of another host beside main.cf") {
    const test::PostfixFolder folder("");
    const std::string own = folder.add("sasl_passwd", "x");
    const auto files = folder.files();
    CHECK(files.folder() == folder.path);
    CHECK(files.locate(own) == own);
    CHECK(files.locate(folder.path + "/not-there") == folder.path + "/not-there");
    CHECK(files.locate("/etc/postfix/sasl_passwd") == own);
    CHECK_FALSE(files.locate("/etc/postfix/not-there"));
    CHECK_FALSE(files.locate("sasl_passwd"));
}

TEST_CASE("on this host every path means what it says") {
    const test::PostfixFolder folder("");
    folder.add("sasl_passwd", "x");
    const source::PostfixFiles files(source::PostfixPlace{folder.path, true});
    CHECK(files.locate("/nonexistent/sasl_passwd") == "/nonexistent/sasl_passwd");
}

TEST_CASE("a configuration that came alone has no files") {
    const source::PostfixFiles files(std::nullopt);
    CHECK(files.folder() == "/etc/postfix");
    CHECK_FALSE(files.locate("/etc/passwd"));
    CHECK_FALSE(files.text("/etc/passwd"));
}

TEST_CASE("a text is read when it is one") {
    const test::PostfixFolder folder("");
    CHECK(folder.files().text(folder.add("a", "some text")) == "some text");
    CHECK(folder.files().text(folder.add("empty", "")) == "");
    CHECK_FALSE(folder.files().text(folder.path + "/not-there"));
    CHECK_FALSE(folder.files().text(folder.add("long", std::string(1024 * 1024 + 1, 'x'))));
    REQUIRE(::mkfifo((folder.path + "/fifo").c_str(), 0600) == 0);
    CHECK_FALSE(folder.files().text(folder.path + "/fifo"));
}
