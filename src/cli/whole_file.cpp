#include "cli/whole_file.hpp"

#include <filesystem>
#include <span>
#include <system_error>
#include <utility>
#include <vector>

#include "base/file_input.hpp"
#include "base/text.hpp"
#include "postern/error.hpp"

namespace postern::cli {

namespace {

base::FileInput open_input(const std::string& path) {
    return path == "-" ? base::FileInput::standard_input() : base::FileInput(path);
}

std::string read_all(base::FileInput input, std::size_t most) {
    constexpr std::size_t kPiece = 65536;
    std::string text;
    std::vector<char> piece(kPiece);
    while (const std::size_t count = input.read(std::span(piece))) {
        if (count > most - text.size()) {
            throw base::DamagedInput("is far too large");
        }
        text.append(piece.data(), count);
    }
    return text;
}

Error refusal(ErrorKind kind, const std::string& path, const base::DamagedInput& damage) {
    std::error_code error;
    const bool folder = std::filesystem::is_directory(path, error);
    return {kind, base::printable(path) + ": " + damage.what(),
            folder ? "it is a folder: name a file in it" : "check that it is the right file"};
}

}  // namespace

std::string read_whole_file(const std::string& path, std::size_t most) {
    try {
        return read_all(open_input(path), most);
    } catch (const base::DamagedInput& damage) {
        throw refusal(ErrorKind::failed, path, damage);
    }
}

std::string read_option_file(const std::string& path, std::size_t most) {
    try {
        base::FileInput input(path);
        if (input.facts().type != base::FileType::regular) {
            throw base::DamagedInput("is no regular file");
        }
        return read_all(std::move(input), most);
    } catch (const base::DamagedInput& damage) {
        throw refusal(ErrorKind::usage, path, damage);
    }
}

}  // namespace postern::cli
