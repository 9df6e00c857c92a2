// Where fields and lines end in a file for LOAD DATA.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/byte_window.hpp"
#include "format/load_data.hpp"

namespace postern::source {

// Positions count from the start of the window's bytes and stay true until consume(). What was read and not
// consumed stays in memory.
class LoadDataLexer {
public:
    enum class Ending { field, line, input };  // what stands behind a field

    struct Field {
        std::size_t begin = 0;
        std::size_t end = 0;
        Ending ending = Ending::input;
    };

    // The options must be without a fault.
    LoadDataLexer(base::ByteWindow& window, const format::LoadDataOptions& options);

    // Lets go of what stands before the first field of the next line; false when no line follows.
    bool find_line();

    // The field at the position; the position is then behind its terminator. Throws DamagedInput when the
    // input ends between quotes.
    Field next();

    // Behind the terminator of the field read last.
    std::size_t position() const { return position_; }
    // Lets go of everything up to the position.
    void consume();
    // After somebody else has.
    void start_over() { position_ = 0; }

private:
    bool see(std::size_t at);
    std::size_t find_from(std::size_t at, std::string_view any_of) const;
    bool stands_at(std::size_t at, std::string_view text);
    bool take_end(std::size_t at, Field& field);
    Field next_enclosed();
    Field end_of_input(std::size_t begin);

    base::ByteWindow& window_;
    const format::LoadDataOptions& options_;
    std::string stops_;  // bytes that may mean something in a field without quotes
    std::size_t position_ = 0;
};

}  // namespace postern::source
