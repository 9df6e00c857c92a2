#include "base/interrupt.hpp"

#include <csignal>

#include "postern/error.hpp"

namespace postern::base {

namespace {

volatile std::sig_atomic_t stop_asked = 0;

void ask_to_stop(int signal) {
    stop_asked = 1;
    std::signal(signal, SIG_DFL);
}

}  // namespace

void stop_on_signals() {
    struct sigaction action {};
    action.sa_handler = ask_to_stop;  // without SA_RESTART: a waiting poll() returns
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        struct sigaction before {};
        sigaction(signal, nullptr, &before);
        if (before.sa_handler != SIG_IGN) {
            sigaction(signal, &action, nullptr);
        }
    }
}

bool interrupt_asked() noexcept {
    return stop_asked != 0;
}

void throw_if_interrupted() {
    if (interrupt_asked()) {
        throw Error(ErrorKind::interrupted, "interrupted");
    }
}

}  // namespace postern::base
