// Reads what is written while it is written.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/byte_stream.hpp"

namespace postern::cli {

// Passes all on to the output and gives the same bytes to a reader, in a thread of its own. What waits for
// the reader is at most 2 MiB, and wiped.
class OutputCheck : public base::ByteSink {
public:
    using Reader = std::function<void(base::ByteSource&)>;

    OutputCheck(base::ByteSink& output, Reader reader);
    // Without finish() the reader is told that its input is damaged.
    ~OutputCheck() override;
    OutputCheck(const OutputCheck&) = delete;
    OutputCheck& operator=(const OutputCheck&) = delete;

    void write(std::string_view bytes) override;

    // Waits until the reader has come to its end; what it threw comes out.
    void finish();

private:
    class Source;

    void give(std::string_view bytes);
    void take(std::string& piece);
    void stop(bool complete);

    base::ByteSink& output_;
    Reader reader_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::string> waiting_;
    std::vector<std::string> spare_;  // emptied, to be filled again
    std::size_t waiting_size_ = 0;
    bool ended_ = false;     // no more is to come
    bool complete_ = false;  // and that was all
    bool is_reading_ = true;
    std::exception_ptr failure_;
    std::thread thread_;
};

}  // namespace postern::cli
