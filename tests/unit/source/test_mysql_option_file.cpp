#include "source/mysql_option_file.hpp"

#include "catch.hpp"

using namespace postern;
using namespace postern::source;

namespace {

MysqlClientOptions read(std::string_view text) {
    MysqlClientOptions options;
    read_client_options(text, options);
    return options;
}

std::string password(std::string_view line) {
    return std::string(read("[client]\n" + std::string(line)).password.value_or(Secret("none")).reveal());
}

}  // namespace

TEST_CASE("what [client] says") {
    const MysqlClientOptions options = read(
        "# comment\n; comment\n[mysqld]\nuser=mysql\nport=1\n\n[client]\r\n user = jira "
        "\r\nhost=db.example.com\n"
        "port=3307\nsocket=/tmp/s\nssl_ca=/etc/"
        "ca.pem\nskip-ssl\ninit-command=DROP\n[mysqldump]\nuser=backup\n");
    CHECK(options.user == "jira");
    CHECK(options.host == "db.example.com");
    CHECK(options.port == 3307);
    CHECK(options.socket == "/tmp/s");
    CHECK(options.ssl_ca == "/etc/ca.pem");
    CHECK_FALSE(options.password.has_value());
}

TEST_CASE("groups of MariaDB's clients count too, servers' do not") {
    CHECK(read("[client-mariadb]\nuser=a").user == "a");
    CHECK(read("[ CLIENT-SERVER ] # both\nuser=a").user == "a");
    CHECK_FALSE(read("[client_x]\nuser=a").user.has_value());
    CHECK_FALSE(read("[mariadb]\nuser=a").user.has_value());
    CHECK_FALSE(read("user=a").user.has_value());
}

TEST_CASE("passwords as MySQL's programs read them") {
    CHECK(password("password=s3cret") == "s3cret");
    CHECK(password("password = s3 cret  ") == "s3 cret");
    CHECK(password("password=\"a#b\" # comment") == "a#b");
    CHECK(password("password='a#b'") == "a#b");
    CHECK(password("password=a # comment") == "a");
    CHECK(password("password=a=b==") == "a=b==");
    CHECK(password("password=a\\\\b\\sc") == "a\\b c");
    CHECK(password("password=a\\xb") == "a\\xb");
    CHECK(password("password=\"") == "\"");
    CHECK(password("password=") == "");
    CHECK(password("password") == "none");
    CHECK(password("PASSWORD=x") == "x");
    CHECK(password("password=a\npassword=b") == "b");
}

TEST_CASE("a port that is none is passed over") {
    for (const char* text : {"0", "65536", "x", "33 06", "-1", ""}) {
        CAPTURE(text);
        CHECK_FALSE(read("[client]\nport=" + std::string(text)).port.has_value());
    }
}

TEST_CASE("inclusions are handed back") {
    MysqlClientOptions options;
    const auto inclusions = read_client_options(
        "!includedir /etc/mysql/conf.d/\n!include /etc/x.cnf\n!include\n!other y\n", options);
    REQUIRE(inclusions.size() == 2);
    CHECK(inclusions[0].path == "/etc/mysql/conf.d/");
    CHECK(inclusions[0].folder);
    CHECK(inclusions[1].path == "/etc/x.cnf");
    CHECK_FALSE(inclusions[1].folder);
}
