#include "target/section_input.hpp"

#include <algorithm>

namespace postern::target {

std::size_t SectionInput::read(std::span<char> buffer) {
    if (left_ == 0) {
        return 0;
    }
    if (input_.unused().empty() && !input_.more()) {
        throw base::DamagedInput("ends inside a stored member: cut short");
    }
    const auto count =
        static_cast<std::size_t>(std::min<std::uint64_t>({buffer.size(), input_.unused().size(), left_}));
    std::copy_n(input_.unused().data(), count, buffer.data());
    input_.use(count);
    left_ -= count;
    return count;
}

}  // namespace postern::target
