// The members of a ZIP file, read forward.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "base/byte_stream.hpp"
#include "format/zip_entry.hpp"
#include "target/inflater.hpp"

namespace postern::target {

// Needs no seeking, so it reads a ZIP within a ZIP and standard input alike, and sees members that
// the central directory no longer lists. Every member's checksum and lengths are compared.
class ZipStream {
public:
    ZipStream(base::ByteWindow& input, ExpansionGuard& guard);
    ~ZipStream();

    struct Member {
        std::string name;
        std::optional<std::string> unreadable;  // why it cannot be unpacked (encrypted, method)
        bool is_folder = false;
    };

    // The next member; what was left of the one before is passed over. nullopt behind the last, once
    // the central directory was found to agree. Throws DamagedInput.
    std::optional<Member> next();

    // The text of the member that next() gave; valid until the next call of next().
    base::ByteSource& content();

private:
    class Content;

    bool see(std::size_t count);
    void require(std::size_t count, const char* what);
    void finish_member();
    void skip_descriptor();
    void check_directory();
    void check_behind_directory();
    void skip(std::uint64_t count);

    base::ByteWindow& input_;
    ExpansionGuard& guard_;
    format::ZipLocalHeader header_;
    std::unique_ptr<Content> content_;
    std::size_t members_ = 0;
};

}  // namespace postern::target
