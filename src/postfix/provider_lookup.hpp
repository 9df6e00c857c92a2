// The provider that a server belongs to.
#pragma once

#include <span>
#include <string_view>

#include "postern/provider.hpp"

namespace postern::postfix {

// The first whose hosts fit; nullptr for a server of nobody in the table.
const Provider* find_provider(std::span<const Provider> providers, std::string_view host);

}  // namespace postern::postfix
