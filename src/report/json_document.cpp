#include "report/json_document.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/byte_stream.hpp"

namespace postern::report {

namespace {

using Json = nlohmann::json;

// No report comes near it, and the tree is taken down by recursion.
constexpr std::size_t kDeepest = 16;

// Many keys in one object would make looking for one twice slow; no object of a report has as many.
constexpr std::size_t kMostKeys = 64;

// Memory is taken by values, not by bytes: "0," is one. A finding has about fifty, so this is room for a
// hundred thousand of them, each in a source of its own.
constexpr std::size_t kMostValues = 6'000'000;

class TreeBuilder : public nlohmann::json_sax<Json> {
public:
    explicit TreeBuilder(std::size_t size) : size_(size) {}

    bool null() override { return add({}); }
    bool boolean(bool value) override { return add({value}); }
    bool number_integer(Json::number_integer_t /*value*/) override { return add({JsonValue::Other()}); }
    bool number_unsigned(Json::number_unsigned_t value) override { return add({std::uint64_t{value}}); }
    bool number_float(Json::number_float_t /*value*/, const Json::string_t& /*text*/) override {
        return add({JsonValue::Other()});
    }
    bool string(Json::string_t& value) override { return add({std::move(value)}); }
    bool binary(Json::binary_t& /*value*/) override { return add({JsonValue::Other()}); }
    bool start_object(std::size_t /*size*/) override { return open({JsonValue::Entries()}); }
    bool start_array(std::size_t /*size*/) override { return open({JsonValue::Items()}); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool key(Json::string_t& name) override {
        JsonValue& object = *open_.back();
        auto& entries = std::get<JsonValue::Entries>(object.content);
        if (entries.size() == kMostKeys) {
            throw base::DamagedInput("an object with very many keys");
        }
        if (object.find(name) != nullptr) {
            throw base::DamagedInput("an object that has a key twice");
        }
        entries.push_back({std::move(name), {}});
        return true;
    }
    bool parse_error(std::size_t position, const std::string& /*token*/,
                     const nlohmann::detail::exception& /*error*/) override {
        if (position > size_) {
            throw base::DamagedInput("it is cut short, after " + std::to_string(size_) + " bytes");
        }
        throw base::DamagedInput("no JSON at byte " + std::to_string(position));
    }

    JsonValue take() { return std::move(root_); }

private:
    // Pointers to what is open stay good: nothing is added beside it before it is closed.
    JsonValue& place(JsonValue node) {
        if (++values_ > kMostValues) {
            throw base::DamagedInput("more values than any report has");
        }
        if (open_.empty()) {
            root_ = std::move(node);
            return root_;
        }
        auto& parent = open_.back()->content;
        if (auto* items = std::get_if<JsonValue::Items>(&parent)) {
            return items->emplace_back(std::move(node));
        }
        return std::get<JsonValue::Entries>(parent).back().value = std::move(node);
    }

    bool add(JsonValue node) {
        place(std::move(node));
        return true;
    }

    bool open(JsonValue node) {
        if (open_.size() == kDeepest) {
            throw base::DamagedInput("values within values, deeper than any report has them");
        }
        open_.push_back(&place(std::move(node)));
        return true;
    }

    bool close() {
        open_.pop_back();
        return true;
    }

    std::size_t size_;  // of the text
    std::size_t values_ = 0;
    JsonValue root_;
    std::vector<JsonValue*> open_;
};

}  // namespace

const JsonValue* JsonValue::find(std::string_view key) const {
    const auto fits = [key](const JsonEntry& entry) { return entry.key == key; };
    const auto& entries = std::get<Entries>(content);
    const auto found = std::find_if(entries.begin(), entries.end(), fits);
    return found == entries.end() ? nullptr : &found->value;
}

JsonValue parse_json(std::string_view text) {
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
        throw base::DamagedInput("it is empty");
    }
    TreeBuilder builder(text.size());
    Json::sax_parse(text.begin(), text.end(), &builder);
    return builder.take();
}

}  // namespace postern::report
