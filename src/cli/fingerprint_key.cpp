#include "cli/fingerprint_key.hpp"

#include <array>
#include <cstring>
#include <span>
#include <string_view>

#include "base/file_input.hpp"
#include "base/text.hpp"
#include "postern/error.hpp"

namespace postern::cli {

namespace {

constexpr std::size_t kShortest = 32;
constexpr std::size_t kLongest = 4096;
constexpr unsigned kOthers = 0077;
constexpr const char* kHowToMake = "make a key by (umask 077; head -c 32 /dev/urandom > KEY), and keep it";

[[noreturn]] void refuse(const std::string& path, const std::string& what, const std::string& hint) {
    throw Error(ErrorKind::usage, base::printable(path) + ": " + what, hint);
}

class KeyBytes {
public:
    explicit KeyBytes(base::ByteSource& input) {
        for (std::size_t count = 1; count > 0 && size_ < bytes_.size(); size_ += count) {
            count = input.read(std::span(bytes_).subspan(size_));
        }
    }
    ~KeyBytes() { ::explicit_bzero(bytes_.data(), bytes_.size()); }
    KeyBytes(const KeyBytes&) = delete;
    KeyBytes& operator=(const KeyBytes&) = delete;

    std::string_view view() const { return {bytes_.data(), size_}; }

private:
    std::array<char, kLongest + 1> bytes_{};
    std::size_t size_ = 0;
};

void require_private_file(const std::string& path, const base::FileFacts& facts) {
    if (facts.type != base::FileType::regular) {
        refuse(path, "is no file with a key", kHowToMake);
    }
    if ((facts.mode & kOthers) != 0) {
        refuse(path, "others than its owner may read or write this key",
               "make another one: (umask 077; head -c 32 /dev/urandom > KEY)");
    }
}

}  // namespace

std::unique_ptr<base::KeyedDigest> read_fingerprint_key(const std::string& path) {
    if (path.empty()) {
        return std::make_unique<base::KeyedDigest>();
    }
    try {
        base::FileInput input(path);
        require_private_file(path, input.facts());
        const KeyBytes key(input);
        if (key.view().size() < kShortest) {
            refuse(path, "is shorter than the 32 bytes of a key", kHowToMake);
        }
        if (key.view().size() > kLongest) {
            refuse(path, "is longer than any key", kHowToMake);
        }
        return std::make_unique<base::KeyedDigest>(key.view());
    } catch (const base::DamagedInput& damage) {
        refuse(path, damage.what(), kHowToMake);
    }
}

}  // namespace postern::cli
