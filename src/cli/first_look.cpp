#include "cli/first_look.hpp"

#include "base/byte_window.hpp"
#include "base/file_input.hpp"
#include "compression/decoder.hpp"
#include "target/content_kind.hpp"

namespace postern::cli {

namespace {

using target::ContentKind;

bool is_plain_dump(const target::Recognition& found) {
    return found.sure && (found.kind == ContentKind::pg_dump_plain || found.kind == ContentKind::mysql_dump);
}

std::optional<target::Recognition> recognise_start(base::ByteWindow& window) {
    window.more();
    auto found = target::recognise(window.bytes(), false);
    if (!found) {
        const bool complete = !window.more();
        found = target::recognise(window.bytes(), complete);
    }
    return found;
}

}  // namespace

FirstLook look_at_start(const std::string& path) {
    FirstLook look;
    try {
        base::FileInput input(path);
        base::ByteWindow window(input);
        auto found = recognise_start(window);
        if (!found) {
            return look;
        }
        const bool is_gzip =
            found->kind == ContentKind::compressed && found->codec == compression::Codec::gzip;
        look.is_zip = found->kind == ContentKind::zip;
        look.is_spliced = is_gzip || look.is_zip;
        if (is_gzip) {
            compression::ExpansionGuard guard(window);
            const auto text = compression::make_decoder(found->codec, window, guard);
            base::ByteWindow inner(*text);
            found = recognise_start(inner);
        }
        look.is_plain_dump = found && is_plain_dump(*found);
    } catch (const base::DamagedInput&) {
    }
    return look;
}

}  // namespace postern::cli
