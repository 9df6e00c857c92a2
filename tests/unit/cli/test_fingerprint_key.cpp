#include "cli/fingerprint_key.hpp"

#include <sys/stat.h>

#include <fstream>

#include "catch.hpp"
#include "postern/error.hpp"
#include "support/temporary_folder.hpp"

using namespace postern;

namespace {

std::string refusal_of(const std::string& path) {
    try {
        cli::read_fingerprint_key(path);
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::usage);
        CHECK(error.hint().find("head -c 32 /dev/urandom") != std::string::npos);
        return std::string(error.what()).substr(path.size());
    }
    return {};
}

}  // namespace

TEST_CASE("A key is 32 bytes or more that nobody else can read") {
    const test::TemporaryFolder folder;
    const auto key_file = [&folder](const std::string& text, mode_t mode) {
        const std::string path = folder.path + "/key";
        std::ofstream(path, std::ios::binary | std::ios::trunc) << text;
        REQUIRE(::chmod(path.c_str(), mode) == 0);
        return path;
    };
    const std::string key(32, 'k');
    CHECK(cli::read_fingerprint_key(key_file(key, 0600))->key_name() == base::KeyedDigest(key).key_name());
    CHECK(cli::read_fingerprint_key(key_file(key, 0400))->key_name() == base::KeyedDigest(key).key_name());
    CHECK(refusal_of(key_file(std::string(4096, 'k'), 0600)).empty());
    CHECK(refusal_of(key_file(key, 0640)) == ": others than its owner may read or write this key");
    CHECK(refusal_of(key_file(key, 0602)) == ": others than its owner may read or write this key");
    CHECK(refusal_of(key_file(std::string(31, 'k'), 0600)) == ": is shorter than the 32 bytes of a key");
    CHECK(refusal_of(key_file("", 0600)) == ": is shorter than the 32 bytes of a key");
    CHECK(refusal_of(key_file(std::string(4097, 'k'), 0600)) == ": is longer than any key");
    CHECK(refusal_of(folder.path) == ": is no file with a key");
    CHECK(refusal_of("/dev/zero") == ": is no file with a key");
    CHECK(refusal_of(folder.path + "/none").starts_with(": cannot be opened: "));
}

TEST_CASE("Without a file the key is another one each time, and has no name") {
    CHECK(cli::read_fingerprint_key("")->key_name().empty());
    CHECK((*cli::read_fingerprint_key(""))("x") != (*cli::read_fingerprint_key(""))("x"));
}
