#include "cli/report_destinations.hpp"

#include <utility>

#include "cli/standard_output.hpp"

namespace postern::cli {

ReportDestinations::ReportDestinations(std::vector<ReportPlace> places, ColorChoice color, bool quiet)
    : places_(std::move(places)), color_(color), quiet_(quiet) {
    for (const ReportPlace& place : places_) {
        files_.push_back(place.path == "-" ? nullptr : std::make_unique<base::AtomicFile>(place.path));
    }
}

ReportDestinations::~ReportDestinations() = default;

void ReportDestinations::write(const WriteOne& write_one) {
    Terminal plain;
    plain.color = color_ == ColorChoice::always;
    for (std::size_t i = 0; i < places_.size(); ++i) {
        if (files_[i] != nullptr) {
            write_one(places_[i].format, plain, *files_[i]);
        }
    }
    for (const auto& file : files_) {
        if (file != nullptr) {
            file->commit();
        }
    }
    for (const ReportPlace& place : places_) {
        if (place.path == "-" && !quiet_) {
            StandardOutput sink;
            write_one(place.format, standard_output(color_), sink);
        }
    }
}

}  // namespace postern::cli
