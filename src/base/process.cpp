#include "base/process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <string_view>
#include <system_error>
#include <utility>

#include "base/interrupt.hpp"
#include "base/text.hpp"
#include "postern/error.hpp"

namespace postern::base {

namespace {

constexpr int kMilliseconds = 100;  // how soon an interrupt is seen

[[noreturn]] void fail(const std::string& program, const std::string& what) {
    throw Error(ErrorKind::failed, printable(program) + ": " + what, "try to run it by hand");
}

std::string reason(int error) {
    return std::generic_category().message(error);
}

bool is_program(const std::string& path) {
    struct stat status {};
    return ::stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode) && ::access(path.c_str(), X_OK) == 0;
}

// A relative folder in PATH is passed over: what lies there is whoever's the current folder is.
std::optional<std::string> find_program(const std::string& name) {
    if (name.find('/') != std::string::npos) {
        return is_program(name) ? std::optional(name) : std::nullopt;
    }
    const char* path = std::getenv("PATH");
    const std::string all = std::string(path != nullptr ? path : "") + ":/usr/sbin:/sbin";
    for (std::string_view rest = all; !rest.empty();) {
        const std::string_view folder = rest.substr(0, rest.find(':'));
        const std::string candidate = std::string(folder) + "/" + name;
        if (folder.starts_with('/') && is_program(candidate)) {
            return candidate;
        }
        rest.remove_prefix(std::min(rest.size(), folder.size() + 1));
    }
    return std::nullopt;
}

// What is written to one end comes out of the other.
class Pipe {
public:
    explicit Pipe(const std::string& program) {
        if (::pipe2(ends_.data(), O_CLOEXEC) != 0) {
            fail(program, "cannot be started: " + reason(errno));
        }
    }
    ~Pipe() {
        close_end(0);
        close_end(1);
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;

    int reading() const { return ends_[0]; }
    int writing() const { return ends_[1]; }
    void close_end(std::size_t end) {
        if (ends_.at(end) >= 0) {
            ::close(std::exchange(ends_.at(end), -1));
        }
    }

    // Takes what is there; the end closes this one.
    void read(const std::string& program, std::string& text) {
        std::array<char, 16384> buffer{};
        const ssize_t count = ::read(reading(), buffer.data(), buffer.size());
        if (count < 0 && errno != EINTR && errno != EAGAIN) {
            fail(program, "its output cannot be read: " + reason(errno));
        }
        if (count == 0) {
            close_end(0);
        }
        text.append(buffer.data(), count > 0 ? static_cast<std::size_t>(count) : 0);
        if (text.size() > kMostProcessOutput) {
            fail(program, "it says too much");
        }
    }

private:
    std::array<int, 2> ends_{-1, -1};
};

struct SpawnPlan {
    SpawnPlan(const Pipe& out, const Pipe& err) {
        ::posix_spawn_file_actions_init(&actions);
        ::posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        ::posix_spawn_file_actions_adddup2(&actions, out.writing(), STDOUT_FILENO);
        ::posix_spawn_file_actions_adddup2(&actions, err.writing(), STDERR_FILENO);
        ::posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
        ::posix_spawnattr_init(&attributes);
        sigset_t signals;
        ::sigemptyset(&signals);
        ::posix_spawnattr_setsigmask(&attributes, &signals);
        ::sigaddset(&signals, SIGPIPE);
        ::sigaddset(&signals, SIGCHLD);
        ::posix_spawnattr_setsigdefault(&attributes, &signals);
        ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    }
    ~SpawnPlan() {
        ::posix_spawn_file_actions_destroy(&actions);
        ::posix_spawnattr_destroy(&attributes);
    }
    SpawnPlan(const SpawnPlan&) = delete;
    SpawnPlan& operator=(const SpawnPlan&) = delete;

    posix_spawn_file_actions_t actions{};
    posix_spawnattr_t attributes{};
};

// Where SIGCHLD is ignored, the system forgets how a child ended before anybody can ask.
class ChildSignal {
public:
    ChildSignal() {
        struct sigaction standard {};
        standard.sa_handler = SIG_DFL;
        ::sigaction(SIGCHLD, &standard, &before_);
    }
    ~ChildSignal() { ::sigaction(SIGCHLD, &before_, nullptr); }
    ChildSignal(const ChildSignal&) = delete;
    ChildSignal& operator=(const ChildSignal&) = delete;

private:
    struct sigaction before_ {};
};

class Child {
public:
    Child(const std::string& path, std::vector<std::string> words, const SpawnPlan& plan) {
        std::array<std::string, 2> settings{"PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C"};
        std::array<char*, 3> environment{settings[0].data(), settings[1].data(), nullptr};
        std::vector<char*> arguments;
        for (std::string& word : words) {
            arguments.push_back(word.data());
        }
        arguments.push_back(nullptr);
        const int error = ::posix_spawn(&id_, path.c_str(), &plan.actions, &plan.attributes, arguments.data(),
                                        environment.data());
        if (error != 0) {
            id_ = -1;
            fail(path, "cannot be started: " + reason(error));
        }
    }
    ~Child() {
        if (id_ > 0) {
            ::kill(id_, SIGKILL);
            while (::waitpid(id_, nullptr, 0) < 0 && errno == EINTR) {
            }
        }
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    int wait(const std::string& program) {
        int status = 0;
        pid_t ended = 0;
        while ((ended = ::waitpid(id_, &status, WNOHANG)) == 0) {
            throw_if_interrupted();
            ::poll(nullptr, 0, 1);
        }
        id_ = -1;
        if (ended < 0) {
            fail(program, "how it ended cannot be told: " + reason(errno));
        }
        return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    }

private:
    pid_t id_ = -1;
};

void read_outputs(const std::string& program, Pipe& out, Pipe& err, ProcessResult& result) {
    while (out.reading() >= 0 || err.reading() >= 0) {
        throw_if_interrupted();
        std::array<pollfd, 2> ready{{{out.reading(), POLLIN, 0}, {err.reading(), POLLIN, 0}}};
        if (::poll(ready.data(), ready.size(), kMilliseconds) <= 0) {
            continue;
        }
        if (ready[0].revents != 0) {
            out.read(program, result.out);
        }
        if (ready[1].revents != 0) {
            err.read(program, result.err);
        }
    }
}

}  // namespace

std::optional<ProcessResult> run_program(const std::vector<std::string>& words) {
    const auto path = find_program(words.at(0));
    if (!path) {
        return std::nullopt;
    }
    Pipe out(*path);
    Pipe err(*path);
    const ChildSignal signal;
    Child child(*path, words, SpawnPlan(out, err));
    out.close_end(1);
    err.close_end(1);
    ProcessResult result;
    read_outputs(*path, out, err, result);
    result.status = child.wait(*path);
    return result;
}

}  // namespace postern::base
