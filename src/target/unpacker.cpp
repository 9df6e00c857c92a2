#include "target/unpacker.hpp"

#include <optional>

#include "target/dialect_watch.hpp"
#include "target/gzip_stream.hpp"
#include "target/zip_stream.hpp"

namespace postern::target {

namespace {

// What the stream is, by as much of it as can be read: behind damage, what came before still counts.
Recognition look(base::ByteWindow& window) {
    bool complete = false;
    std::optional<base::DamagedInput> damage;
    while (true) {
        const auto recognition = recognise(window.bytes(), complete);
        if (damage && (!recognition || recognition->kind == ContentKind::unknown ||
                       recognition->kind == ContentKind::empty)) {
            throw *damage;
        }
        if (recognition) {
            return *recognition;
        }
        // Doubling keeps repeated looks at a long comment linear.
        const std::size_t enough = window.bytes().size() * 2;
        try {
            do {
                complete = !window.more();
            } while (!complete && window.bytes().size() < enough);
        } catch (const base::DamagedInput& thrown) {
            damage = thrown;
            complete = true;
        }
    }
}

}  // namespace

void Unpacker::open(const std::string& path, base::ByteWindow& window) {
    ExpansionGuard guard(window);
    open_level(path, window, guard, 0);
}

void Unpacker::open_level(const std::string& path, base::ByteWindow& window, ExpansionGuard& guard,
                          int depth) {
    try {
        const Recognition found = look(window);
        const bool container = found.kind == ContentKind::gzip || found.kind == ContentKind::zip;
        if (container && depth == kDeepest) {
            handler_.unreadable(path, {0, "archives within archives, too deep: not unpacked"});
        } else if (found.kind == ContentKind::gzip) {
            open_gzip(path, window, guard, depth);
        } else if (found.kind == ContentKind::zip) {
            open_zip(path, window, guard, depth);
        } else if (found.kind == ContentKind::not_read) {
            handler_.unreadable(path, {0, found.reason});
        } else if (found.kind == ContentKind::unknown || found.kind == ContentKind::empty) {
            handler_.unknown(path);
        } else if (found.sure) {
            handler_.content(path, found.kind, window);
        } else {
            open_unsure(path, found.kind, window);
        }
    } catch (const base::DamagedInput& damage) {
        handler_.unreadable(path, {window.offset(), damage.what()});
    }
}

void Unpacker::open_unsure(const std::string& path, ContentKind kind, base::ByteWindow& window) {
    DialectWatch watch(window);
    base::ByteWindow inner(watch);
    handler_.content(path, kind, inner);
    if (watch.is_ambiguous()) {
        handler_.unreadable(path,
                            {0,
                             "which database wrote this SQL is not known, and it has a backslash before a "
                             "quote, which they read differently"});
    }
}

void Unpacker::open_gzip(const std::string& path, base::ByteWindow& window, ExpansionGuard& guard,
                         int depth) {
    GzipStream stream(window, guard);
    base::ByteWindow inner(stream);
    open_level(path, inner, guard, depth + 1);
    if (stream.trailing_junk()) {
        handler_.unreadable(path, *stream.trailing_junk());
    }
}

void Unpacker::open_zip(const std::string& path, base::ByteWindow& window, ExpansionGuard& guard, int depth) {
    ZipStream zip(window, guard);
    while (const auto member = zip.next()) {
        const std::string inner_path = path + '!' + member->name;
        if (member->unreadable) {
            handler_.unreadable(inner_path, {window.offset(), *member->unreadable});
            continue;
        }
        base::ByteWindow inner(zip.content());
        if (member->is_folder && !inner.more()) {
            continue;
        }
        open_level(inner_path, inner, guard, depth + 1);
    }
}

}  // namespace postern::target
