#include "report/accepted.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "report/quantity.hpp"
#include "report/shown_text.hpp"

namespace postern::report {

std::string accepted_mark(const Finding& finding) {
    if (finding.waiver) {
        return "waived until " + shown(finding.waiver->expires);
    }
    return finding.known ? "known before" : "";
}

std::string_view state_word(const Finding& finding) {
    return finding.waiver ? "waived" : finding.known ? "known" : "open";
}

std::string_view state_word(const std::vector<const Finding*>& places) {
    const bool counts =
        std::any_of(places.begin(), places.end(), [](const Finding* place) { return place->counts(); });
    return counts ? "open" : state_word(*places.front());
}

std::vector<std::string> waiver_sentences(const std::vector<const Finding*>& places) {
    std::vector<std::pair<const Waiver*, std::size_t>> waivers;
    for (const Finding* place : places) {
        if (!place->waiver) {
            continue;
        }
        const auto same = std::find_if(waivers.begin(), waivers.end(), [place](const auto& entry) {
            return entry.first->expires == place->waiver->expires &&
                   entry.first->justification == place->waiver->justification;
        });
        if (same != waivers.end()) {
            ++same->second;
        } else {
            waivers.emplace_back(&*place->waiver, 1);
        }
    }
    std::vector<std::string> sentences;
    for (const auto& [waiver, number] : waivers) {
        const std::string which =
            number < places.size() ? fmt::format(" ({})", counted(number, "place")) : std::string();
        sentences.push_back(fmt::format("Waived until {}{}: {}", shown(waiver->expires), which,
                                        shown(waiver->justification)));
    }
    return sentences;
}

}  // namespace postern::report
