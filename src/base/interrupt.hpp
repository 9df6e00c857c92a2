// A request to stop, made by a signal.
#pragma once

namespace postern::base {

// SIGINT, SIGTERM and SIGHUP ask to stop; a second one ends the process at once. One that the caller had
// ignored (nohup, a shell's background job) stays ignored.
void stop_on_signals();

bool interrupt_asked() noexcept;

// Throws Error(interrupted) once a signal has asked to stop.
void throw_if_interrupted();

}  // namespace postern::base
