#include "source/mysql_login.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "catch.hpp"

using namespace postern;
using namespace postern::source;

namespace {

MysqlClientOptions options_of(const std::string& user, const std::string& password) {
    MysqlClientOptions options;
    options.user = user.empty() ? std::nullopt : std::optional(user);
    options.password = Secret(password);
    return options;
}

MysqlAddress account(const std::string& user) {
    MysqlAddress address;
    address.host = "db.example.com";
    address.user = user;
    return address;
}

std::string password_for(const std::string& user, const MysqlClientOptions& options,
                         const std::optional<Secret>& given = std::nullopt) {
    return std::string(complete_login(account(user), given, options).password.reveal());
}

class Folder {
public:
    Folder()
        : path_(std::filesystem::temp_directory_path() / ("postern-login." + std::to_string(::getpid()))) {
        std::filesystem::create_directories(path_);
    }
    ~Folder() { std::filesystem::remove_all(path_); }

    std::string file(const std::string& name, const std::string& text, mode_t mode = 0600) const {
        const std::string path = path_ / name;
        std::ofstream(path) << text;
        ::chmod(path.c_str(), mode);
        return path;
    }
    std::string path() const { return path_; }

private:
    std::filesystem::path path_;
};

}  // namespace

TEST_CASE("the password handed over comes before the environment, and that before the files") {
    ::unsetenv("MYSQL_PWD");
    CHECK(password_for("jira", options_of("jira", "file")) == "file");
    ::setenv("MYSQL_PWD", "environment", 1);
    CHECK(password_for("jira", options_of("jira", "file")) == "environment");
    CHECK(password_for("jira", options_of("jira", "file"), Secret("given")) == "given");
    CHECK(password_for("jira", options_of("jira", "file"), Secret()).empty());
    ::unsetenv("MYSQL_PWD");
}

TEST_CASE("a file's password is for the account it names") {
    ::unsetenv("MYSQL_PWD");
    CHECK(password_for("jira", options_of("root", "roots")).empty());
    CHECK(password_for("jira", options_of("", "anybodys")) == "anybodys");
    CHECK(password_for("", options_of("root", "roots")) == "roots");
}

TEST_CASE("what the address leaves out comes from the files") {
    MysqlClientOptions options;
    options.host = "db.example.com";
    options.port = std::uint16_t{3307};
    options.ssl_ca = "ca.pem";
    const MysqlAddress completed = complete_login({}, std::nullopt, options).address;
    CHECK(completed.host == "db.example.com");
    CHECK(completed.port == 3307);
    CHECK(completed.ssl_ca == "ca.pem");
    CHECK_FALSE(completed.user.empty());
}

TEST_CASE("what the address says stays") {
    MysqlClientOptions options;
    options.host = "db.example.com";
    options.port = std::uint16_t{3307};
    options.socket = "/tmp/files";
    options.ssl_ca = "ca.pem";
    MysqlAddress address;
    address.host = "127.0.0.1";
    const MysqlAddress completed = complete_login(address, std::nullopt, options).address;
    CHECK(completed.host == "127.0.0.1");
    CHECK_FALSE(completed.port.has_value());
    CHECK(completed.socket.empty());
    CHECK(completed.ssl_ca.empty());  // written for other servers than this machine's
}

TEST_CASE("option files, the later one winning, with what they include") {
    const Folder folder;
    folder.file("b.cnf", "[client]\nhost=b.example.com\n");
    folder.file("a.cnf", "[client]\nhost=a.example.com\nsocket=/a\n");
    folder.file("c.txt", "[client]\nhost=c.example.com\n");
    const std::string first =
        folder.file("first", "[client]\nuser=one\nport=1\n!includedir " + folder.path());
    const std::string second = folder.file("second", "[client]\nuser=two\n");
    const MysqlClientOptions options = read_option_files({first, "/nowhere", second});
    CHECK(options.user == "two");
    CHECK(options.port == 1);
    CHECK(options.host == "b.example.com");
    CHECK(options.socket == "/a");
}

TEST_CASE("files that anybody may write, folders and circles do no harm") {
    const Folder folder;
    const std::string open = folder.file("open", "[client]\nuser=anybody\n", 0666);
    const std::string circle = folder.file("circle", "");
    folder.file("circle", "[client]\nuser=me\n!include " + circle + "\n");
    CHECK_FALSE(read_option_files({open, folder.path()}).user.has_value());
    CHECK(read_option_files({circle}).user == "me");
}
