// What stands around deflate data.
#pragma once

namespace postern::compression {

enum class DeflateWrapper { none, zlib, gzip };

}  // namespace postern::compression
