#include "postfix/provider_lookup.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace postern::postfix {

const Provider* find_provider(std::span<const Provider> providers, std::string_view host) {
    const auto fits = [host](const std::string& glob) { return base::glob_fits(glob, host); };
    const auto found = std::find_if(providers.begin(), providers.end(), [&](const Provider& provider) {
        return std::any_of(provider.hosts.begin(), provider.hosts.end(), fits);
    });
    return found != providers.end() ? &*found : nullptr;
}

}  // namespace postern::postfix
