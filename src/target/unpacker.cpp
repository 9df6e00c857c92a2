#include "target/unpacker.hpp"

#include <fmt/format.h>

#include <optional>

#include "target/compressed_layer.hpp"
#include "target/dialect_watch.hpp"
#include "target/tar_stream.hpp"
#include "target/zip_stream.hpp"

namespace postern::target {

namespace {

// What was written cannot be ended properly; the handler knows why.
struct OutputRuined {};

// Each layer that is not decided on keeps the packed bytes of what was looked at. From here on they are
// packed anew, or their number would know no bound.
constexpr int kDeepestUndecided = 2;

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

void pass_rest(base::ByteWindow& window) {
    do {
        window.consume(window.bytes().size());
    } while (window.more());
    window.flush();
}

// The compression of a part of a backup shows at its start: a text that starts so is hardly one.
std::optional<compression::Codec> look_for_codec(base::ByteWindow& window) {
    while (window.bytes().size() < compression::kLongestMagic && window.more()) {
    }
    return compression::codec_by_magic(window.bytes());
}

constexpr std::uint64_t kMuchMemory = 128 * 1024 * 1024;

enum class LayerKind { none, compression, member, folder };

struct Level {
    const std::string& path;
    base::ByteWindow& window;
    Layer* layer = nullptr;  // what window is the text of; none: a file
    int depth = 0;
    LayerKind kind = LayerKind::none;  // of that layer
    bool begun = false;

    // From now on something else may be written than was there.
    void begin() {
        begun = true;
        if (layer != nullptr && window.has_output()) {
            layer->begin();
        }
    }
    bool is_begun() const { return begun || (layer != nullptr && layer->is_begun()); }
};

}  // namespace

// Everything packed in one file.
class Unpacker::Opening {
public:
    Opening(ContentHandler& handler, const base::ByteWindow& outermost, Packing packing)
        : handler_(handler), guard_(outermost), packing_(packing) {}

    void open(Level level);

private:
    Recognition recognise_level(Level& level);
    void open_known(Level& level, const Recognition& found);
    void open_content(Level& level, const Recognition& found);
    void open_compressed(Level& level, compression::Codec codec);
    void open_archive(Level& level, Archive& archive);
    void open_layer(const std::string& path, Layer& layer, const Level& outer, LayerKind kind);

    ContentHandler& handler_;
    compression::ExpansionGuard guard_;
    Packing packing_;
};

bool Unpacker::open(const std::string& path, base::ByteWindow& window) {
    try {
        Opening(handler_, window, packing_).open({path, window});
        if (window.has_output()) {
            pass_rest(window);
        }
        return true;
    } catch (const OutputRuined&) {
    } catch (const base::DamagedInput& damage) {
        handler_.unreadable(path, {window.offset(), damage.what()});
    }
    return false;
}

void Unpacker::Opening::open(Level level) {
    const bool writes = level.window.has_output();
    if (writes && handler_.is_to_be_left(level.path)) {
        return;
    }
    try {
        open_known(level, recognise_level(level));
    } catch (const base::DamagedInput& damage) {
        handler_.unreadable(level.path, {level.window.offset(), damage.what()});
        if (writes && level.is_begun()) {
            throw OutputRuined();
        }
    }
}

Recognition Unpacker::Opening::recognise_level(Level& level) {
    if (!handler_.is_part(level.path)) {
        return look(level.window);
    }
    if (level.kind != LayerKind::compression) {
        if (const auto codec = look_for_codec(level.window)) {
            return {ContentKind::compressed, "", true, *codec};
        }
    }
    return {ContentKind::table_part, ""};
}

void Unpacker::Opening::open_known(Level& level, const Recognition& found) {
    const bool container = found.kind == ContentKind::compressed || found.kind == ContentKind::zip ||
                           found.kind == ContentKind::tar;
    if (container && level.depth == kDeepest) {
        handler_.unreadable(level.path, {0, "archives within archives, too deep: not unpacked"});
    } else if (found.kind == ContentKind::compressed) {
        open_compressed(level, found.codec);
    } else if (found.kind == ContentKind::zip) {
        ZipStream zip(level.window, guard_, packing_);
        open_archive(level, zip);
    } else if (found.kind == ContentKind::tar) {
        TarStream tar(level.window);
        open_archive(level, tar);
    } else if (found.kind == ContentKind::not_read) {
        handler_.unreadable(level.path, {0, found.reason});
    } else if (found.kind == ContentKind::unknown || found.kind == ContentKind::empty) {
        handler_.unknown(level.path);
    } else {
        level.begin();
        open_content(level, found);
    }
}

void Unpacker::Opening::open_content(Level& level, const Recognition& found) {
    if (found.sure) {
        handler_.content(level.path, found.kind, level.window);
        return;
    }
    DialectWatch watch(level.window);
    base::ByteWindow inner(watch, level.window.has_output() ? &watch : nullptr);
    handler_.content(level.path, found.kind, inner);
    if (inner.has_output()) {
        pass_rest(inner);
    }
    if (watch.is_ambiguous()) {
        handler_.unreadable(level.path,
                            {0,
                             "which database wrote this SQL is not known, and it has a backslash before a "
                             "quote, which they read differently"});
    }
}

void Unpacker::Opening::open_compressed(Level& level, compression::Codec codec) {
    if (level.depth >= kDeepestUndecided) {
        level.begin();
    }
    CompressedLayer layer(level.window, codec, guard_, packing_);
    open_layer(level.path, layer, level, LayerKind::compression);
    layer.finish();
    if (layer.memory() > kMuchMemory) {
        handler_.note(level.path,
                      fmt::format("Unpacking it takes {} MiB of memory, as whoever packed it chose.",
                                  layer.memory() / 1024 / 1024));
    }
    if (layer.trailing_junk()) {
        handler_.unreadable(level.path, *layer.trailing_junk());
    }
}

void Unpacker::Opening::open_archive(Level& level, Archive& archive) {
    level.begin();
    while (const auto member = archive.next()) {
        const std::string path = level.path + '!' + member->name;
        if (member->unreadable) {
            handler_.unreadable(path, {level.window.offset(), *member->unreadable});
        } else {
            open_layer(path, archive.member(), level,
                       member->is_folder ? LayerKind::folder : LayerKind::member);
        }
    }
    if (archive.trailing_junk()) {
        handler_.unreadable(level.path, *archive.trailing_junk());
    }
}

void Unpacker::Opening::open_layer(const std::string& path, Layer& layer, const Level& outer,
                                   LayerKind kind) {
    base::ByteWindow inner(layer.text(), outer.window.has_output() ? &layer : nullptr);
    if (kind == LayerKind::folder && !inner.more()) {
        return;
    }
    open({path, inner, &layer, outer.depth + 1, kind});
    if (!layer.is_begun()) {
        return;
    }
    try {
        pass_rest(inner);
    } catch (const base::DamagedInput& damage) {
        handler_.unreadable(path, {inner.offset(), damage.what()});
        throw OutputRuined();
    }
    if (const auto why = layer.packed_whole()) {
        handler_.packed_anew(path, std::string(*why));
    }
    if (layer.is_restated()) {
        handler_.restated(path);
    }
}

}  // namespace postern::target
