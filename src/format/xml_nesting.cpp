#include "format/xml_nesting.hpp"

namespace postern::format {

bool XmlNesting::open(std::string_view name) {
    if (begins_.size() == kDeepest) {
        return false;
    }
    begins_.push_back(names_.size());
    names_ += name;
    return true;
}

void XmlNesting::close() {
    names_.resize(begins_.back());
    begins_.pop_back();
}

bool XmlNesting::close(std::string_view name) {
    if (begins_.empty() || innermost() != name) {
        return false;
    }
    close();
    return true;
}

bool XmlNesting::close_up_to(std::string_view name) {
    std::size_t end = names_.size();
    for (std::size_t level = begins_.size(); level > 0; --level) {
        const std::size_t begin = begins_[level - 1];
        if (std::string_view(names_).substr(begin, end - begin) == name) {
            begins_.resize(level - 1);
            names_.resize(begin);
            return true;
        }
        end = begin;
    }
    return false;
}

std::string_view XmlNesting::innermost() const {
    return begins_.empty() ? std::string_view() : std::string_view(names_).substr(begins_.back());
}

}  // namespace postern::format
