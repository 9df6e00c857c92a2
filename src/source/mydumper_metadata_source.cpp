#include "source/mydumper_metadata_source.hpp"

#include "source/mydumper_metadata.hpp"

namespace postern::source {

void MydumperMetadataSource::read(RecordSink& sink) {
    std::string_view section = see_mydumper_section(window_);
    while (!section.empty()) {
        const auto table = read_mydumper_section(section);
        if (table && window_.has_output() && sink.wants(RecordShape::row, table->table)) {
            window_.replace(section.size(), without_data_checksum(section));
        } else {
            window_.consume(section.size());
        }
        section = see_mydumper_section(window_);
    }
}

}  // namespace postern::source
