#include "base/process.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/interrupt.hpp"
#include "catch.hpp"
#include "postern/error.hpp"

using namespace postern;
namespace fs = std::filesystem;

namespace {

base::ProcessResult shell(const std::string& script) {
    const auto result = base::run_program({"sh", "-c", script, "sh", "one two", "$HOME"});
    REQUIRE(result);
    return *result;
}

class Folder {
public:
    Folder() {
        std::string name = (fs::temp_directory_path() / "postern-test-XXXXXX").string();
        path = ::mkdtemp(name.data());
    }
    ~Folder() { fs::remove_all(path); }

    std::string script(const std::string& name, const std::string& text, mode_t mode = 0755) const {
        std::ofstream(path + "/" + name) << text;
        ::chmod((path + "/" + name).c_str(), mode);
        return path + "/" + name;
    }

    std::string path;
};

class Path {
public:
    explicit Path(const std::string& value) : before_(std::getenv("PATH")) {
        ::setenv("PATH", value.c_str(), 1);
    }
    ~Path() { ::setenv("PATH", before_.c_str(), 1); }

private:
    std::string before_;
};

}  // namespace

TEST_CASE("a program's outputs and status come back apart") {
    const auto result = shell("printf 'out %s' \"$1\"; printf 'err %s' \"$2\" >&2; exit 3");
    CHECK(result.status == 3);
    CHECK(result.out == "out one two");
    CHECK(result.err == "err $HOME");
    CHECK(shell("true").status == 0);
    CHECK(shell("kill -TERM $$").status == 128 + SIGTERM);
}

TEST_CASE("a program has a plain environment, no input and no open file of ours") {
    ::setenv("POSTERN_TEST_SECRET", "x", 1);
    const int open_file = ::open("/dev/null", O_RDONLY);  // not close-on-exec
    const auto result = shell("env | sort; cat; ls /proc/self/fd | wc -l");
    ::close(open_file);
    ::unsetenv("POSTERN_TEST_SECRET");
    CHECK(result.out.find("POSTERN_TEST_SECRET") == std::string::npos);
    CHECK(result.out.find("LC_ALL=C\n") != std::string::npos);
    CHECK(result.out.ends_with("\n4\n"));  // three, and the folder that ls reads
}

TEST_CASE("much on both outputs at once is no deadlock") {
    const auto result = shell("yes error | head -c 300000 >&2; yes out | head -c 300000");
    CHECK(result.out.size() == 300000);
    CHECK(result.err.size() == 300000);
}

TEST_CASE("endless output is an error that ends the program") {
    try {
        shell("yes");
        FAIL("no error");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::failed);
        CHECK(std::string(error.what()).ends_with("/sh: it says too much"));
    }
    CHECK(::waitpid(-1, nullptr, WNOHANG) == -1);  // no child is left
}

TEST_CASE("a program that is not there is none") {
    CHECK_FALSE(base::run_program({"postern-no-such-program"}));
    CHECK_FALSE(base::run_program({"/nonexistent/sh"}));
    CHECK_FALSE(base::run_program({"/tmp"}));
}

TEST_CASE("a program is found in PATH, never in the current folder") {
    const Folder folder;
    folder.script("postern-tool", "#!/bin/sh\necho here\n");
    folder.script("postern-text", "#!/bin/sh\n", 0644);
    {
        const Path path("/usr/bin:" + folder.path);
        CHECK(base::run_program({"postern-tool"})->out == "here\n");
        CHECK_FALSE(base::run_program({"postern-text"}));
    }
    const fs::path before = fs::current_path();
    fs::current_path(folder.path);
    for (const char* relative : {":/usr/bin", ".:/usr/bin", "/usr/bin:"}) {
        const Path path(relative);
        CHECK_FALSE(base::run_program({"postern-tool"}));
    }
    fs::current_path(before);
}

TEST_CASE("what cannot be started is an error with its path") {
    const Folder folder;
    const std::string path = folder.script("broken", "#!/nonexistent/interpreter\n");
    try {
        base::run_program({path});
        FAIL("no error");
    } catch (const Error& error) {
        CHECK(std::string(error.what()).starts_with(path + ": cannot be started: "));
        CHECK_FALSE(error.hint().empty());
    }
}

TEST_CASE("a status comes back where SIGCHLD is ignored, and it stays so") {
    const auto before = std::signal(SIGCHLD, SIG_IGN);
    const int status = shell("exit 3").status;
    const auto between = std::signal(SIGCHLD, before);
    CHECK(status == 3);
    CHECK(between == SIG_IGN);
}

TEST_CASE("an interrupt ends the program") {
    const pid_t child = ::fork();
    if (child == 0) {
        std::signal(SIGTERM, SIG_DFL);
        base::stop_on_signals();
        ::raise(SIGTERM);
        try {
            base::run_program({"sleep", "1000"});
        } catch (const Error& error) {
            const bool ended = ::waitpid(-1, nullptr, WNOHANG) == -1;
            ::_exit(error.kind() == ErrorKind::interrupted && ended ? 7 : 8);
        }
        ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    CHECK(WEXITSTATUS(status) == 7);
}
