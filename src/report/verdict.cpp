#include "report/verdict.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "report/finding_groups.hpp"
#include "report/login_phrases.hpp"
#include "report/quantity.hpp"
#include "report/text_phrases.hpp"

namespace postern::report {

namespace {

template <typename Test>
std::size_t count_findings(const Report& report, Test test) {
    return static_cast<std::size_t>(std::count_if(report.findings.begin(), report.findings.end(), test));
}

bool everybody_reads(const Finding& finding) {
    return finding.kind == FindingKind::exposed_credential && finding.exposure.file &&
           finding.exposure.file->world_readable;
}

// "waived", "known before" or both, of findings of a kind none of which counts; else empty.
std::string how_accepted(const Report& report, FindingKind kind) {
    if (any_counts(report, kind)) {
        return "";
    }
    const auto any = [&report, kind](bool waived) {
        return count_findings(report, [kind, waived](const Finding& finding) {
                   return finding.kind == kind && finding.waiver.has_value() == waived;
               }) > 0;
    };
    return any(true) && any(false) ? "waived or known before" : any(true) ? "waived" : "known before";
}

Weight weight_of(bool counts) {
    return counts ? Weight::alarming : Weight::plain;
}

std::string world_readable(std::size_t readable, std::size_t places) {
    std::string which =
        fmt::format("{} of these places {}", grouped_digits(readable), readable == 1 ? "is" : "are");
    if (readable == places) {
        which = places == 1 ? "It is" : "All of them are";
    }
    return which + " readable by everybody who can reach the folder.";
}

void add_open(const Report& report, std::size_t credentials, std::vector<Sentence>& sentences) {
    const std::size_t places = count_places(report, FindingKind::exposed_credential);
    const std::string subject = counted(credentials, "mail credential");
    const std::string_view verb = credentials == 1 ? "lies" : "lie";
    std::string accepted = how_accepted(report, FindingKind::exposed_credential);
    if (!accepted.empty()) {
        accepted = (places > 1             ? ", all of them "
                    : accepted == "waived" ? ", which is "
                                           : ", which was ") +
                   accepted;
    }
    sentences.push_back(
        {fmt::format("{} {} open in {}{}.", subject, verb, counted(places, "place"), accepted),
         Weight::strong});
    if (const std::size_t readable = count_world_readable(report); readable > 0) {
        sentences.push_back({world_readable(readable, places), weight_of(any_world_readable_counts(report))});
    }
    if (std::string working = working_places_sentence(report); !working.empty()) {
        sentences.push_back({std::move(working), weight_of(any_working_counts(report))});
    }
    if (std::string tried = tried_logins_sentence(report); !tried.empty()) {
        sentences.push_back({std::move(tried)});
    }
}

// A Postfix whose passwords lie open: of no account of an application, but mail credentials all the same.
bool any_grave_setting(const Report& report) {
    return std::any_of(report.findings.begin(), report.findings.end(), [](const Finding& finding) {
        return is_setting(finding) && finding.severity == Severity::high;
    });
}

std::string none(const Report& report) {
    if (report.sources.empty()) {
        return report.other_files() > 0 ? "Nothing was searched: no file is of a kind that postern reads."
                                        : "Nothing was looked at.";
    }
    const std::string_view whose = any_grave_setting(report) ? " of an application" : "";
    return fmt::format("No mail credentials{} found in {}.", whose, size_of_run(report));
}

// "2 risks (waived)"; empty where there is none.
std::string others(const Report& report, FindingKind kind, std::string_view noun) {
    const std::size_t number = group_findings(report, kind).size();
    const std::string accepted = how_accepted(report, kind);
    return number == 0 ? ""
                       : counted(number, noun) + (accepted.empty() ? "" : fmt::format(" ({})", accepted));
}

void add_other_findings(const Report& report, bool any_credential, std::vector<Sentence>& sentences) {
    const std::string routes = others(report, FindingKind::open_mail_route, "open mail route");
    const std::string risks = others(report, FindingKind::risk, "risk");
    if (routes.empty() && risks.empty()) {
        return;
    }
    const std::string what = routes + (routes.empty() || risks.empty() ? "" : " and ") + risks;
    sentences.push_back({fmt::format("{}: {}.", any_credential ? "Also found" : "Found all the same", what)});
}

void add_accepted(const Report& report, std::vector<Sentence>& sentences) {
    const std::size_t waived = count_waived(report);
    const std::size_t known = count_known(report);
    if (waived + known == 0) {
        return;
    }
    const auto said = [](std::size_t number, std::string_view what) {
        return fmt::format("{} {} {}", grouped_digits(number), number == 1 ? "is" : "are", what);
    };
    std::string which = waived > 0 ? said(waived, "waived") : said(known, "known from the baseline");
    if (waived > 0 && known > 0) {
        which += " and " + said(known, "known from the baseline");
    }
    sentences.push_back({fmt::format("Of the {}, {}: {} no run.", counted(report.findings.size(), "finding"),
                                     which, waived + known == 1 ? "it fails" : "they fail")});
}

void add_gaps(const Report& report, bool any_credential, std::vector<Sentence>& sentences) {
    if (const std::size_t skips = count_skips(report); skips > 0) {
        const std::string_view meaning = any_credential ? "There may be more" : "This is NOT a clean result";
        sentences.push_back(
            {fmt::format("{}: {} could not be read (listed below).", meaning, counted(skips, "part")),
             Weight::alarming});
    }
}

}  // namespace

std::size_t count_places(const Report& report, FindingKind kind) {
    return count_findings(report, [kind](const Finding& finding) { return finding.kind == kind; });
}

std::size_t count_world_readable(const Report& report) {
    return count_findings(report, everybody_reads);
}

bool any_counts(const Report& report, FindingKind kind) {
    return count_findings(report, [kind](const Finding& finding) {
               return finding.kind == kind && finding.counts();
           }) > 0;
}

bool any_world_readable_counts(const Report& report) {
    return count_findings(report, [](const Finding& finding) {
               return everybody_reads(finding) && finding.counts();
           }) > 0;
}

bool any_working_counts(const Report& report) {
    const Logins logins = logins_of(report);
    return count_findings(report, [&logins](const Finding& finding) {
               const bool named = finding.secret && finding.secret->credential && finding.counts();
               const auto tried = named ? logins.find(*finding.secret->credential) : logins.end();
               return tried != logins.end() && tried->second->login == LoginOutcome::verified;
           }) > 0;
}

std::size_t count_waived(const Report& report) {
    return count_findings(report, [](const Finding& finding) { return finding.waiver.has_value(); });
}

std::size_t count_known(const Report& report) {
    return count_findings(report, [](const Finding& finding) { return finding.known && !finding.waiver; });
}

std::size_t count_skips(const Report& report) {
    std::size_t count = 0;
    for (const SourceFacts& source : report.sources) {
        count += source.skips.size();
    }
    return count;
}

std::string size_of_run(const Report& report) {
    const std::string sources = counted(report.sources.size(), "source");
    std::uint64_t bytes = 0;
    for (const SourceFacts& source : report.sources) {
        bytes += source.bytes;
    }
    return bytes > 0 ? fmt::format("{} ({})", sources, human_size(bytes)) : sources;
}

std::vector<Sentence> verdict(const Report& report) {
    std::vector<Sentence> sentences;
    const std::size_t credentials = group_findings(report, FindingKind::exposed_credential).size();
    if (credentials > 0) {
        add_open(report, credentials, sentences);
    } else {
        sentences.push_back({none(report), Weight::strong});
    }
    add_other_findings(report, credentials > 0, sentences);
    add_accepted(report, sentences);
    add_gaps(report, credentials > 0, sentences);
    return sentences;
}

}  // namespace postern::report
