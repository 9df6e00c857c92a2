#include "report/json_place.hpp"

#include "base/byte_stream.hpp"

namespace postern::report {

JsonPlace JsonPlace::at(std::string_view key) const {
    if (value_->type() != JsonType::object) {
        refuse("is no object");
    }
    std::string name = name_.empty() ? std::string(key) : name_ + '.' + std::string(key);
    const JsonValue* found = value_->find(key);
    if (found == nullptr) {
        throw base::DamagedInput(name + " is missing");
    }
    return {*found, std::move(name)};
}

bool JsonPlace::has(std::string_view key) const {
    return value_->type() == JsonType::object && value_->find(key) != nullptr;
}

std::vector<JsonPlace> JsonPlace::items() const {
    if (value_->type() != JsonType::array) {
        refuse("is no array");
    }
    std::vector<JsonPlace> places;
    places.reserve(value_->items().size());
    for (const JsonValue& item : value_->items()) {
        places.push_back(JsonPlace(item, name_ + '[' + std::to_string(places.size()) + ']'));
    }
    return places;
}

std::string JsonPlace::text() const {
    if (value_->type() != JsonType::text) {
        refuse("is no text");
    }
    return value_->text();
}

std::optional<std::string> JsonPlace::optional_text() const {
    return is_null() ? std::nullopt : std::optional(text());
}

std::string JsonPlace::text_or_null() const {
    if (!is_null() && text().empty()) {
        refuse("is empty, where null says that there is none");
    }
    return is_null() ? std::string() : text();
}

std::vector<std::string> JsonPlace::texts() const {
    std::vector<std::string> result;
    for (const JsonPlace& item : items()) {
        result.push_back(item.text());
    }
    return result;
}

bool JsonPlace::flag() const {
    if (value_->type() != JsonType::boolean) {
        refuse("is neither true nor false");
    }
    return value_->flag();
}

std::uint64_t JsonPlace::number(std::uint64_t least, std::uint64_t most) const {
    if (value_->type() != JsonType::number) {
        refuse("is no whole number");
    }
    if (value_->number() < least || value_->number() > most) {
        refuse("is a number that cannot be");
    }
    return value_->number();
}

std::uint64_t JsonPlace::number_or_null(std::uint64_t most) const {
    return is_null() ? 0 : number(1, most);
}

void JsonPlace::refuse(std::string_view what) const {
    throw base::DamagedInput((name_.empty() ? "the document" : name_) + ' ' + std::string(what));
}

}  // namespace postern::report
