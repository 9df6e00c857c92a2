#include "base/progress.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

#include "base/text.hpp"

namespace postern::base {

namespace {

using Clock = std::chrono::steady_clock;

constexpr auto kInterval = std::chrono::milliseconds(200);
constexpr std::string_view kClearLine = "\r\x1B[K";

std::string mebibytes(double bytes) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), bytes < 10e9 ? "%.0f MiB" : "%.1f GiB",
                  bytes / (bytes < 10e9 ? 1048576.0 : 1073741824.0));
    return text.data();
}

std::string minutes(double seconds) {
    const auto whole = static_cast<long>(seconds + 0.5);
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%ld:%02ld", whole / 60, whole % 60);
    return text.data();
}

std::size_t terminal_width() {
    winsize size{};
    return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

void print(std::string_view text) {
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, text.data(), text.size());
}

}  // namespace

std::string progress_line(std::uint64_t done, std::uint64_t total, double seconds, const std::string& name,
                          std::size_t width) {
    const auto bytes = static_cast<double>(done);
    const double rate = seconds > 0 ? bytes / seconds : 0;
    std::string line = mebibytes(bytes);
    if (total > 0) {
        line += " of " + mebibytes(static_cast<double>(total));
    }
    line += ", " + mebibytes(rate) + "/s";
    if (total > done && rate > 0 && seconds >= 1) {
        line += ", " + minutes(static_cast<double>(total - done) / rate) + " left";
    }
    line += "  " + printable(name);
    if (line.size() <= width) {
        return line;
    }
    while (width > 0 && (line[width] & 0xC0) == 0x80) {  // a character is cut off whole
        --width;
    }
    return line.substr(0, width);
}

Progress::Progress(bool shown, std::uint64_t total) : total_(total) {
    if (shown) {
        thread_ = std::thread([this] { draw_until_stopped(); });
    }
}

Progress::~Progress() {
    {
        const std::lock_guard lock(mutex_);
        stopped_ = true;
    }
    wake_.notify_all();
    if (thread_.joinable()) {
        thread_.join();
        print(kClearLine);
    }
}

void Progress::working_on(const std::string& name) {
    const std::lock_guard lock(mutex_);
    name_ = name;
}

void Progress::draw_until_stopped() {
    const auto start = Clock::now();
    std::unique_lock lock(mutex_);
    while (!wake_.wait_for(lock, kInterval, [this] { return stopped_; })) {
        const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
        const std::size_t width = std::max<std::size_t>(terminal_width(), 20) - 1;
        print(std::string(kClearLine) + progress_line(done_, total_, seconds, name_, width));
    }
}

}  // namespace postern::base
