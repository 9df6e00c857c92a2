// The text of a file that says what others hold.
#pragma once

#include <string>

#include "base/byte_stream.hpp"
#include "source/backup_folder.hpp"

namespace postern::source {

inline constexpr std::size_t kLongestIndex = std::size_t{8} << 20;

// All of it. Throws DamagedInput, also when it is longer than kLongestIndex.
std::string read_index_text(FolderFiles& files, const std::string& name);

// The same up to `most` bytes, whatever follows.
std::string read_index_head(FolderFiles& files, const std::string& name, std::size_t most);

// A text as bytes to be read. The text must outlive it.
class TextSource : public base::ByteSource {
public:
    explicit TextSource(std::string_view text) : rest_(text) {}

    std::size_t read(std::span<char> buffer) override;

private:
    std::string_view rest_;
};

}  // namespace postern::source
