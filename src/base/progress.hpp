// A line on the terminal that says how far a long run is.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>

namespace postern::base {

// Draws on standard error, a few times a second, from a thread of its own: bytes, rate, time left,
// current file. Without `shown` it does nothing at all. The line is gone when the object is.
class Progress {
public:
    // `total`: bytes to come, 0 when unknown.
    Progress(bool shown, std::uint64_t total);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    // From any thread.
    void advance(std::uint64_t bytes) { done_.fetch_add(bytes, std::memory_order_relaxed); }
    void working_on(const std::string& name);

private:
    void draw_until_stopped();

    std::uint64_t total_;
    std::atomic<std::uint64_t> done_{0};
    std::mutex mutex_;
    std::condition_variable wake_;
    std::string name_;
    bool stopped_ = false;
    std::thread thread_;
};

// One line of at most `width` columns. Time left is told once a second has passed.
std::string progress_line(std::uint64_t done, std::uint64_t total, double seconds, const std::string& name,
                          std::size_t width);

}  // namespace postern::base
