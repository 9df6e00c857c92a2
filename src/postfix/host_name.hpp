// Host names and addresses that may stand in a Postfix file.
#pragma once

#include <string>
#include <string_view>

namespace postern::postfix {

// Letters, digits, '-', '_' and '.', as the DNS has them; nothing of digits and dots alone. Nothing that
// could end a line, start an expansion or leave a bracket.
bool is_host_name(std::string_view text);

// An IPv4 or IPv6 address, without brackets.
bool is_address(std::string_view text);

// "172.17.0.0/16", "[fd00::]/8", or one address; without a bit behind the prefix, which Postfix refuses, and
// not the whole world.
bool is_network(std::string_view text);

// Whether the name or the address is this host's own whatever its network.
bool is_loopback(std::string_view host);

// "localhost", 127.0.0.1, ::1: what inet_interfaces = loopback-only stands for, as these alone are usually
// set on the loopback interface.
bool is_usual_loopback(std::string_view host);

// "[host]:587": this host itself, not the mail exchangers of its domain. IPv6 addresses become
// "[ipv6:2001:db8::1]:587".
std::string nexthop(std::string_view host, unsigned port);

// A mail address that a map and a regular expression can hold: at most 254 bytes of UTF-8, one '@', no
// blanks, quotes, brackets or control characters.
bool is_plain_address(std::string_view text);

// The address in "Name <address>", or the text itself when it has no brackets.
std::string_view address_in(std::string_view text);

}  // namespace postern::postfix
