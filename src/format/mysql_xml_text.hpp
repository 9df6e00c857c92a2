// Text in the XML that MySQL's programs write: bytes of any kind, with markup as entities.
#pragma once

#include <string>
#include <string_view>

namespace postern::format {

// Appends what `raw` stands for. No character references and no line ends are translated: the programs write
// none, and a value may hold what looks like them. Never longer than raw.
void append_decoded_mysql_xml(std::string_view raw, std::string& value);

// As mysqldump --xml writes it, in text and attributes.
std::string encode_mysql_xml(std::string_view value);

}  // namespace postern::format
