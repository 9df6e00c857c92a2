// A word decoded from the quoting of a script or a configuration, whose characters know where they stand.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace postern::format {

enum class Quoting : std::uint8_t { none, single_quotes, double_quotes };

class PlacedText {
public:
    struct Place {
        std::uint32_t begin = 0;  // in the file
        std::uint32_t end = 0;
        std::uint32_t region = 0;  // a run of one quoting
        bool opaque = false;       // of an expansion: stands for what is not known
    };

    // Made for a text of that size, which no word can outgrow; then nothing is left behind in memory.
    explicit PlacedText(std::size_t size);
    ~PlacedText();
    PlacedText(const PlacedText&) = delete;
    PlacedText& operator=(const PlacedText&) = delete;

    // A new word, which starts in the file at `at`, without quotes.
    void start(std::size_t at);
    void start_region(Quoting quoting);
    void add(char c, std::size_t begin, std::size_t end, bool opaque = false);
    void add_opaque(std::string_view file, std::size_t begin, std::size_t end);
    void finish(std::size_t end) { end_ = end; }

    std::string_view text() const { return text_; }
    const Place& place(std::size_t i) const { return places_[i]; }
    Quoting quoting(std::uint32_t region) const { return regions_[region]; }
    std::uint32_t last_region() const { return static_cast<std::uint32_t>(regions_.size() - 1); }
    // Of all its bytes, quotes included.
    std::size_t begin() const { return begin_; }
    std::size_t end() const { return end_; }

    // What is not opaque and one of these.
    bool is_plain(std::size_t i, std::string_view characters) const {
        return !places_[i].opaque && characters.find(text_[i]) != std::string_view::npos;
    }

private:
    std::string text_;
    std::vector<Place> places_;
    std::vector<Quoting> regions_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
};

}  // namespace postern::format
