#include "source/index_text.hpp"

#include <algorithm>

namespace postern::source {

std::string read_index_head(FolderFiles& files, const std::string& name, std::size_t most) {
    const std::unique_ptr<base::ByteSource> source = files.open(name);
    std::string text;
    std::size_t count = 1;
    while (count > 0 && text.size() < most) {
        const std::size_t before = text.size();
        text.resize(std::min(most, before + std::max<std::size_t>(before, 4096)));
        count = source->read({text.data() + before, text.size() - before});
        text.resize(before + count);
    }
    return text;
}

std::string read_index_text(FolderFiles& files, const std::string& name) {
    std::string text = read_index_head(files, name, kLongestIndex + 1);
    if (text.size() > kLongestIndex) {
        throw base::DamagedInput("is longer than a file that only describes others can be");
    }
    return text;
}

std::size_t TextSource::read(std::span<char> buffer) {
    const std::size_t count = std::min(buffer.size(), rest_.size());
    std::copy_n(rest_.data(), count, buffer.data());
    rest_.remove_prefix(count);
    return count;
}

}  // namespace postern::source
