// A credential held in memory.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string_view>
#include <utility>

namespace postern {

// Has no stream or fmt output and wipes its bytes when it goes. reveal() is the one way out;
// the layout test keeps the list of files that may call it.
class Secret {
public:
    Secret() = default;
    explicit Secret(std::string_view text)
        : bytes_(text.empty() ? nullptr : new char[text.size()]), size_(text.size()) {
        if (!text.empty()) {
            std::copy(text.begin(), text.end(), bytes_.get());
        }
    }
    Secret(const Secret& other) : Secret(other.reveal()) {}
    Secret(Secret&& other) noexcept : bytes_(std::move(other.bytes_)), size_(std::exchange(other.size_, 0)) {}
    Secret& operator=(Secret other) noexcept {
        std::swap(bytes_, other.bytes_);
        std::swap(size_, other.size_);
        return *this;
    }
    // Both, one behind the other, with no copy left in between.
    static Secret joined(std::string_view first, std::string_view second) {
        Secret both;
        both.size_ = first.size() + second.size();
        if (both.size_ > 0) {
            both.bytes_.reset(new char[both.size_]);
            std::copy(second.begin(), second.end(), std::copy(first.begin(), first.end(), both.bytes_.get()));
        }
        return both;
    }
    ~Secret() {
        volatile char* byte = bytes_.get();
        for (std::size_t i = 0; i < size_; ++i) {
            byte[i] = 0;
        }
    }

    bool empty() const noexcept { return size_ == 0; }

    bool operator==(const Secret& other) const noexcept {
        return std::equal(bytes_.get(), bytes_.get() + size_, other.bytes_.get(),
                          other.bytes_.get() + other.size_);
    }

    // Characters as the owner would type them: UTF-8 sequences count once.
    std::size_t length() const noexcept {
        const auto starts_character = [](char c) { return (c & 0xC0) != 0x80; };
        return static_cast<std::size_t>(std::count_if(bytes_.get(), bytes_.get() + size_, starts_character));
    }

    // Valid while this object is.
    std::string_view reveal() const noexcept { return {bytes_.get(), size_}; }

private:
    std::unique_ptr<char[]> bytes_;
    std::size_t size_ = 0;
};

}  // namespace postern
