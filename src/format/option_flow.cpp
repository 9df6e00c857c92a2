#include "format/option_flow.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace postern::format {

namespace {

constexpr std::size_t kMostPieces = 4000;

using Reaching = std::vector<ReachingOption>;

Reaching doubted(Reaching options) {
    for (ReachingOption& option : options) {
        option.sure = false;
    }
    return options;
}

void append(Reaching& list, const Reaching& more) {
    list.insert(list.end(), more.begin(), more.end());
}

// Of what stands in it twice the last counts; a value that repeats itself does not grow.
Reaching without_repeats(const Reaching& list) {
    std::set<std::size_t> seen;
    Reaching kept;
    for (auto option = list.rbegin(); option != list.rend(); ++option) {
        if (seen.insert(option->option).second) {
            kept.push_back(*option);
        }
    }
    std::reverse(kept.begin(), kept.end());
    return kept;
}

class Flow {
public:
    explicit Flow(std::span<const std::string_view> used) : used_(used) {}

    void assign(const OptionAssignment& assignment) {
        if (assignment.variable.empty()) {
            append(loose_, doubted(value_of(assignment)));
            return;
        }
        Reaching& now = variables_[assignment.variable];
        Reaching value = assignment.appends ? now : Reaching();
        append(value, value_of(assignment));
        if (assignment.conditional && !keeps_itself(assignment)) {
            Reaching both = doubted(std::move(now));
            append(both, doubted(std::move(value)));
            value = std::move(both);
        }
        now = without_repeats(value);
    }

    Reaching take() {
        Reaching all;
        for (const std::string_view name : used_) {
            const auto found = variables_.find(std::string(name));
            if (found != variables_.end()) {
                append(all, goes_on_.contains(found->first) ? Reaching() : found->second);
                variables_.erase(found);
            }
        }
        append(all, loose_);
        for (const auto& [name, value] : variables_) {
            append(all, expanded_.contains(name) ? Reaching() : doubted(value));
        }
        return all;
    }

private:
    bool is_used(std::string_view variable) const {
        return std::find(used_.begin(), used_.end(), variable) != used_.end();
    }

    static bool keeps_itself(const OptionAssignment& assignment) {
        return assignment.appends ||
               std::any_of(assignment.pieces.begin(), assignment.pieces.end(),
                           [&](const OptionPiece& piece) { return piece.variable == assignment.variable; });
    }

    // What the variable itself held stays as sure as it was.
    Reaching value_of(const OptionAssignment& assignment) {
        const bool sure = !assignment.conditional && !assignment.may_be_other;
        Reaching value;
        for (const OptionPiece& piece : assignment.pieces) {
            if (piece.variable.empty()) {
                value.push_back({piece.option, sure});
                continue;
            }
            const bool itself = piece.variable == assignment.variable;
            const Reaching held = variables_[piece.variable];
            append(value, sure || (itself && !assignment.may_be_other) ? held : doubted(held));
            if (!itself && !assignment.variable.empty()) {
                expanded_.insert(piece.variable);
                if (is_used(assignment.variable)) {
                    goes_on_.insert(piece.variable);
                }
            }
        }
        return value;
    }

    std::span<const std::string_view> used_;
    std::map<std::string, Reaching> variables_;
    std::set<std::string> expanded_;  // into another variable
    std::set<std::string> goes_on_;   // into one of those that are used
    Reaching loose_;
};

Reaching all_doubted(std::span<const OptionAssignment> assignments) {
    Reaching all;
    for (const OptionAssignment& assignment : assignments) {
        for (const OptionPiece& piece : assignment.pieces) {
            if (piece.variable.empty()) {
                all.push_back({piece.option, false});
            }
        }
    }
    return all;
}

}  // namespace

std::vector<ReachingOption> reaching_options(std::span<const OptionAssignment> assignments,
                                             std::span<const std::string_view> used) {
    std::size_t pieces = assignments.size();
    for (const OptionAssignment& assignment : assignments) {
        pieces += assignment.pieces.size();
    }
    if (pieces > kMostPieces) {
        return all_doubted(assignments);
    }
    Flow flow(used);
    for (const OptionAssignment& assignment : assignments) {
        flow.assign(assignment);
    }
    return flow.take();
}

}  // namespace postern::format
