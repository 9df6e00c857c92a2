#include "report/waivers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <vector>

#include "base/text.hpp"
#include "report/finding_keys.hpp"
#include "report/quantity.hpp"

namespace postern::report {

namespace {

bool path_fits(const std::string& glob, const std::string& path) {
    const auto normal = [](const std::string& text) {
        return std::filesystem::path(text).lexically_normal().string();
    };
    return base::glob_fits(glob, path) && base::glob_fits(normal(glob), normal(path));
}

class Cover {
public:
    explicit Cover(Report& report) : report_(report), fingerprints_(fingerprints_of(report)) {}

    std::vector<Finding*> of(const WaiverRule& waiver) const {
        std::vector<Finding*> covered;
        for (Finding& finding : report_.findings) {
            if (covers(waiver, finding)) {
                covered.push_back(&finding);
            }
        }
        return covered;
    }

private:
    bool covers(const WaiverRule& waiver, const Finding& finding) const {
        return (!waiver.rule || *waiver.rule == finding.rule) &&
               (!waiver.finding || *waiver.finding == finding.id) &&
               (!waiver.credential || *waiver.credential == fingerprint_of(finding, fingerprints_)) &&
               (!waiver.host || base::glob_fits(*waiver.host, report_.sources.at(finding.source).host)) &&
               (!waiver.path || path_fits(*waiver.path, report_.sources.at(finding.source).path));
    }

    Report& report_;
    Fingerprints fingerprints_;
};

}  // namespace

void apply_waivers(Report& report, std::span<const WaiverRule> waivers, const std::string& file_name,
                   std::string_view today) {
    const Cover cover(report);
    for (const WaiverRule& waiver : waivers) {
        const std::vector<Finding*> covered = cover.of(waiver);
        const std::string name =
            fmt::format("The waiver in line {} of {}", waiver.line, base::printable(file_name));
        if (waiver.waiver.expires < today) {
            report.notes.push_back(fmt::format("{} expired on {}: it would have covered {}.", name,
                                               waiver.waiver.expires, counted(covered.size(), "finding")));
            continue;
        }
        if (covered.empty()) {
            const bool keyless = waiver.credential && report.fingerprint_key.empty();
            report.notes.push_back(
                fmt::format("{} covers nothing{}.", name,
                            keyless ? ", as the report has no fingerprints (--fingerprint-key)" : ""));
        }
        for (Finding* finding : covered) {
            finding->waiver = finding->waiver ? finding->waiver : waiver.waiver;
        }
    }
}

void end_waivers(Report& report, std::string_view today) {
    std::size_t ended = 0;
    for (Finding& finding : report.findings) {
        if (finding.waiver && finding.waiver->expires < today) {
            finding.waiver.reset();
            ++ended;
        }
    }
    if (ended > 0) {
        report.notes.push_back(fmt::format("The waivers of {} expired since the report was made: {} again.",
                                           counted(ended, "finding"),
                                           ended == 1 ? "it counts" : "they count"));
    }
}

}  // namespace postern::report
