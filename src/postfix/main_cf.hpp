// The text of a main.cf as it grows.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "postfix/host.hpp"

namespace postern::postfix {

// Values must be free of line ends and of '$' that is not meant to be expanded.
class MainCf {
public:
    // A paragraph of its own, wrapped, behind an empty line.
    void comment(std::string_view text);
    void set(std::string_view name, std::string_view value);
    void set(std::string_view name, std::uint64_t value) { set(name, std::to_string(value)); }

    const std::string& text() const { return text_; }

private:
    std::string text_;
};

// "texthash:$config_directory/NAME": read as it is, needs no postmap and no database library.
std::string texthash(std::string_view name);
std::string regexp(std::string_view name);

// What every complete configuration has: who may hand in mail, no local mailboxes, limits.
void add_host_settings(const Host& host, MainCf& main);

// How large a message may be, and how long the queue tries.
void add_queue_settings(std::uint64_t message_size, MainCf& main);

}  // namespace postern::postfix
