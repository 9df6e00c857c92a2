// The properties that TomEE reads in the body of a <Resource>, as records.
#pragma once

#include <vector>

#include "format/xml_splice.hpp"
#include "format/xml_tree.hpp"
#include "postern/record_sink.hpp"
#include "source/xml_record.hpp"

namespace postern::source {

// `tree` is of the text in `place`: one element. Its properties and its attributes are one record. What is
// commented out in the body, by "#" or by XML, and what a later line overrides, are records of their own,
// commented out, with the attributes that name the resource; where a key comes again, the next one begins.
// Fields that are overridden also stand behind the others of the first record, so that an edit reaches them
// all. False, and nothing pushed, when there are no properties.
bool push_tomee_resource(const XmlRecord::Place& place, format::XmlTree& tree, RecordSink& sink,
                         std::vector<format::XmlSplice>& splices);

}  // namespace postern::source
