#include "cli/disk_folder.hpp"

#include <algorithm>

#include "base/file_input.hpp"
#include "compression/decoder.hpp"

namespace postern::cli {

namespace {

class FolderFile : public base::ByteSource {
public:
    explicit FolderFile(const std::string& path) : input_(path), window_(input_), guard_(window_) {
        while (window_.bytes().size() < kMagicSize && window_.more()) {
        }
        if (const auto codec = compression::codec_by_magic(window_.bytes())) {
            decoder_ = compression::make_decoder(*codec, window_, guard_);
        }
    }

    std::size_t read(std::span<char> buffer) override {
        return decoder_ != nullptr ? decoder_->read(buffer) : read_plain(buffer);
    }

private:
    static constexpr std::size_t kMagicSize = 6;

    std::size_t read_plain(std::span<char> buffer) {
        if (window_.bytes().empty() && !window_.more()) {
            return 0;
        }
        const std::size_t count = std::min(buffer.size(), window_.bytes().size());
        std::copy_n(window_.bytes().data(), count, buffer.data());
        window_.consume(count);
        return count;
    }

    base::FileInput input_;
    base::ByteWindow window_;
    compression::ExpansionGuard guard_;
    std::unique_ptr<compression::Decoder> decoder_;
};

}  // namespace

std::unique_ptr<base::ByteSource> DiskFolder::open(const std::string& name) {
    return std::make_unique<FolderFile>(folder_.path + '/' + name);
}

}  // namespace postern::cli
