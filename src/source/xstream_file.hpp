// A file that is one Java object as XStream writes it, as a record.
#pragma once

#include <string_view>
#include <vector>

#include "format/xml_splice.hpp"
#include "postern/record_sink.hpp"
#include "source/xml_cursor.hpp"

namespace postern::source {

inline constexpr std::string_view kMailServerElement = "mail-server";
inline constexpr std::string_view kDocumentField = "document";

// Whether a root element of that name is a mail server of an Atlassian product. Which class it is depends
// on the product and its release.
bool is_mail_server_class(std::string_view root);

// The element at the front of the cursor becomes the record kMailServerElement with the field
// kDocumentField: a list of that one object, for the rules that know a nested document. An edit
// must be such a list too. A comment that names a password is a Skip: nothing looks into it.
void read_xstream_file(XmlCursor& cursor, RecordSink& sink);

}  // namespace postern::source
