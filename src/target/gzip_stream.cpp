#include "target/gzip_stream.hpp"

namespace postern::target {

GzipStream::GzipStream(base::ByteWindow& input, ExpansionGuard& guard)
    : input_(input), inflater_(input, DeflateWrapper::gzip, guard) {}

std::size_t GzipStream::read(std::span<char> buffer) {
    while (!ended_) {
        const std::size_t count = inflater_.read(buffer);
        if (count > 0) {
            return count;
        }
        ended_ = !next_member();
    }
    return 0;
}

bool GzipStream::next_member() {
    while (input_.bytes().size() < kGzipMagic.size() && input_.more()) {
    }
    if (input_.bytes().starts_with(kGzipMagic)) {
        inflater_.restart();
        return true;
    }
    look_behind_last_member();
    return false;
}

void GzipStream::look_behind_last_member() {
    do {
        const std::string_view bytes = input_.bytes();
        const std::size_t junk = bytes.find_first_not_of('\0');
        if (junk != std::string_view::npos) {
            junk_ =
                Skip{input_.offset() + junk, "the bytes behind the last gzip member are not gzip: not read"};
            return;
        }
        input_.consume(bytes.size());
    } while (input_.more());
}

}  // namespace postern::target
