#include "audit/truth_value.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace postern::audit {

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kForms{
    {{"true", "false"}, {"TRUE", "FALSE"}, {"t", "f"}, {"1", "0"}}};

}  // namespace

std::string in_form_of(std::string_view now, std::string_view wanted) {
    const auto form = std::find_if(kForms.begin(), kForms.end(), [now](const auto& pair) {
        return now == pair.first || now == pair.second;
    });
    if (form == kForms.end() || (wanted != "true" && wanted != "false")) {
        return std::string(wanted);
    }
    return std::string(wanted == "true" ? form->first : form->second);
}

}  // namespace postern::audit
