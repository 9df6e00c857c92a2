// A credential held in memory.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <span>
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
    // All of them, one behind the other, with no copy left in between.
    static Secret joined(std::span<const std::string_view> pieces) {
        Secret whole;
        for (const std::string_view piece : pieces) {
            whole.size_ += piece.size();
        }
        whole.bytes_.reset(whole.size_ == 0 ? nullptr : new char[whole.size_]);
        char* end = whole.bytes_.get();
        for (const std::string_view piece : pieces) {
            end = std::copy(piece.begin(), piece.end(), end);
        }
        return whole;
    }
    static Secret joined(std::string_view first, std::string_view second) {
        return joined(std::array{first, second});
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
