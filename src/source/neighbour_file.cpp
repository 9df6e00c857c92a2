#include "source/neighbour_file.hpp"

#include <array>

#include "base/byte_stream.hpp"
#include "base/file_input.hpp"

namespace postern::source {

namespace {

constexpr std::size_t kLongest = 1024 * 1024;

}  // namespace

std::optional<std::string> read_neighbour(const std::string& path) {
    try {
        base::FileInput input(path);
        if (input.facts().type != base::FileType::regular) {
            return std::nullopt;
        }
        std::string text;
        std::array<char, 16384> buffer{};
        while (const std::size_t count = input.read(buffer)) {
            text.append(buffer.data(), count);
            if (text.size() > kLongest) {
                return std::nullopt;
            }
        }
        return text;
    } catch (const base::DamagedInput&) {
        return std::nullopt;
    }
}

}  // namespace postern::source
