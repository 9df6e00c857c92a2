#include "cli/database_options.hpp"

#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "catch.hpp"
#include "postern/error.hpp"

using namespace postern;
namespace fs = std::filesystem;

namespace {

class PasswordFile {
public:
    explicit PasswordFile(const std::string& content, mode_t mode = 0600) {
        ::mkdtemp(folder_.data());
        std::ofstream(path(), std::ios::binary) << content;
        ::chmod(path().c_str(), mode);
    }
    ~PasswordFile() { fs::remove_all(folder_); }
    PasswordFile(const PasswordFile&) = delete;
    PasswordFile& operator=(const PasswordFile&) = delete;

    std::string path() const { return folder_ + "/password"; }
    std::optional<Secret> read() const { return cli::read_password({false, path()}); }

private:
    std::string folder_ = (fs::temp_directory_path() / "postern-test-XXXXXX").string();
};

}  // namespace

TEST_CASE("the password is the first line, exactly") {
    CHECK(PasswordFile("s3cret\n").read() == Secret("s3cret"));
    CHECK(PasswordFile("s3cret").read() == Secret("s3cret"));
    CHECK(PasswordFile(" s3 cret \r\nmore\n").read() == Secret(" s3 cret "));
    CHECK_FALSE(cli::read_password({}));
}

TEST_CASE("a password file that others can read is refused") {
    for (const mode_t mode : {0604, 0640, 0620, 0644, 0666}) {
        CHECK_THROWS_AS(PasswordFile("CANARY\n", mode).read(), Error);
    }
    CHECK(PasswordFile("s3cret\n", 0400).read() == Secret("s3cret"));
}

TEST_CASE("a file without a password is refused, and never quoted") {
    for (const std::string& content : {std::string(), std::string("\nCANARY"), std::string(5000, 'C')}) {
        const PasswordFile file(content);
        try {
            file.read();
            FAIL("taken");
        } catch (const Error& error) {
            CHECK(error.kind() == ErrorKind::usage);
            CHECK(std::string(error.what()).find("CANARY") == std::string::npos);
        }
    }
    CHECK_THROWS_AS(cli::read_password({false, "/nonexistent/file"}), Error);
}
