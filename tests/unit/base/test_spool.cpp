#include "base/spool.hpp"

#include <cstdlib>
#include <filesystem>

#include "catch.hpp"
#include "postern/error.hpp"
#include "support/memory_stream.hpp"
#include "support/temporary_folder.hpp"

using namespace postern;

namespace {

std::string copied(base::Spool& spool) {
    test::MemorySink sink;
    spool.copy_to(sink);
    return sink.text;
}

class TemporaryFolderVariable {
public:
    explicit TemporaryFolderVariable(const std::string& value) { ::setenv("TMPDIR", value.c_str(), 1); }
    ~TemporaryFolderVariable() { ::unsetenv("TMPDIR"); }
};

std::size_t files_in(const std::string& folder) {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder), {}));
}

}  // namespace

TEST_CASE("a spool gives back what it got, in memory or not") {
    for (const std::size_t size : {std::size_t{0}, std::size_t{1}, base::Spool::kInMemory,
                                   base::Spool::kInMemory + 1, 3 * base::Spool::kInMemory + 7}) {
        for (const std::size_t piece : {std::size_t{1000}, std::size_t{5'000'000}}) {
            CAPTURE(size, piece);
            std::string text(size, '\0');
            for (std::size_t i = 0; i < size; ++i) {
                text[i] = static_cast<char>(i * 7 + i / 251);
            }
            base::Spool spool;
            for (std::size_t at = 0; at < size; at += piece) {
                spool.write(std::string_view(text).substr(at, piece));
            }
            CHECK(spool.size() == size);
            CHECK(copied(spool) == text);
            CHECK(spool.size() == size);
            CHECK(copied(spool) == text);
        }
    }
}

TEST_CASE("a large spool leaves no file that has a name") {
    const test::TemporaryFolder folder;
    const TemporaryFolderVariable variable(folder.path);
    base::Spool spool;
    spool.write(std::string(base::Spool::kInMemory * 2, 'x'));
    CHECK(files_in(folder.path) == 0);
    CHECK(copied(spool).size() == base::Spool::kInMemory * 2);
}

TEST_CASE("without a folder for it a spool fails, but a small one needs none") {
    const TemporaryFolderVariable variable("/nonexistent");
    base::Spool spool;
    spool.write(std::string(base::Spool::kInMemory, 'x'));
    CHECK_THROWS_AS(spool.write("y"), Error);
}
