// What a value of main.cf comes to once its references to other parameters are put in.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace postern::format {

// The value of a parameter as it stands; nullopt when there is no such parameter.
using ParameterLookup = std::function<std::optional<std::string>(std::string_view name)>;

// $name, $(name), ${name}, ${name?text}, ${name:text}, ${name?{text}:{text}}, and comparisons
// ${{a} == {b} ? {text} : {text}} with == != < <= > >=, which a type such as "level" may precede.
// Anything else stays as it is, "$$" becomes "$". nullopt: the references run in a circle, or the
// result is beyond measure, where Postfix gives up too.
std::optional<std::string> expand_postfix(std::string_view value, const ParameterLookup& lookup);

}  // namespace postern::format
