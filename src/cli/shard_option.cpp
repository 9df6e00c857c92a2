#include "cli/shard_option.hpp"

#include <charconv>
#include <filesystem>
#include <optional>
#include <string_view>

#include "base/digest.hpp"
#include "postern/error.hpp"

namespace postern::cli {

namespace {

constexpr std::uint32_t kMostShards = 10000;

std::optional<std::uint32_t> number_in(std::string_view text) {
    std::uint32_t number = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    const bool whole = error == std::errc{} && stop == end;
    return whole ? std::optional(number) : std::nullopt;
}

std::string normal(const std::string& path) {
    return std::filesystem::path(path).lexically_normal().string();
}

// In the order of the command line, which the workers share.
std::string work_of(const std::string& host, const std::vector<std::string>& targets) {
    std::string all = host + '\0';
    for (const std::string& target : targets) {
        all += normal(target) + '\0';
    }
    constexpr std::size_t kDigits = 16;
    return base::sha256_hex(all).substr(0, kDigits);
}

std::uint32_t shard_of(const std::string& path, std::uint32_t of) {
    constexpr std::size_t kDigits = 15;
    constexpr int kHexadecimal = 16;
    const std::string digest = base::sha256_hex(normal(path)).substr(0, kDigits);
    std::uint64_t number = 0;
    std::from_chars(digest.data(), digest.data() + digest.size(), number, kHexadecimal);
    return static_cast<std::uint32_t>(number % of) + 1;
}

}  // namespace

Shard parse_shard(const std::string& text, const std::string& host, const std::vector<std::string>& targets) {
    const std::size_t slash = text.find('/');
    const auto number = number_in(std::string_view(text).substr(0, slash));
    const auto of =
        slash == std::string::npos ? std::nullopt : number_in(std::string_view(text).substr(slash + 1));
    if (!number || !of || *number < 1 || *number > *of || *of > kMostShards) {
        throw Error(ErrorKind::usage, "--shard takes I/N, the part and how many there are",
                    "1/4 to 4/4 for four workers");
    }
    return {*number, *of, work_of(host, targets)};
}

bool is_first(const std::optional<Shard>& shard) {
    return !shard || shard->number == 1;
}

void keep_shard(const std::optional<Shard>& shard, target::FileWalk& walk) {
    if (!shard) {
        return;
    }
    std::erase_if(walk.files, [&shard](const target::FoundFile& file) {
        return file.path == "-" ? !is_first(shard) : shard_of(file.path, shard->of) != shard->number;
    });
    walk.links = is_first(shard) ? walk.links : 0;
}

}  // namespace postern::cli
