// Formats that are known but not read, and what to do instead.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace postern::target {

// As many bytes as tell all that they can.
inline constexpr std::size_t kUnreadKindsStart = 4096;

// What the stream is and what to do instead; nullopt for none of these. head is the first
// kUnreadKindsStart bytes, or all there are.
std::optional<std::string> unread_kind(std::string_view head);

}  // namespace postern::target
