// Mail providers in words, for a person.
#pragma once

#include <string>

#include "postern/provider.hpp"

namespace postern::cli {

std::string provider_description(const Provider& provider);

}  // namespace postern::cli
