#include "cli/change_postfix.hpp"

#include <algorithm>

#include "base/process.hpp"
#include "base/text.hpp"
#include "cli/postfix_plan.hpp"
#include "cli/postfix_summary.hpp"
#include "postern/error.hpp"
#include "postfix/configuration.hpp"
#include "postfix/upstream_selection.hpp"

namespace postern::cli {

namespace {

bool uses_accounts(const postfix::Plan& plan) {
    return plan.route == postfix::Route::upstreams ||
           (plan.route == postfix::Route::blackhole && !plan.mailbox.testers.empty());
}

using Candidates = std::span<const postfix::Candidate>;

std::vector<std::string> unserved_among(const postfix::Selection& selection, Candidates own) {
    std::vector<std::string> names;
    for (const postfix::LeftOut& left : selection.left_out) {
        if (!left.by_hand &&
            std::any_of(own.begin(), own.end(), [&left](const postfix::Candidate& candidate) {
                return candidate.place == left.place;
            })) {
            names.push_back(left.what + " in " + left.place);
        }
    }
    return names;
}

void choose_upstreams(const PostfixOptions& options, const RuleSet& rules, Candidates candidates,
                      std::size_t own, ChangePostfix& postfix) {
    postfix::Plan& plan = postfix.plan;
    const postfix::Selection selection =
        postfix::select_upstreams(candidates, rules.providers, read_wishes(options));
    check_names(options, selection.upstreams);
    plan.upstreams = used_upstreams(plan, selection.upstreams);
    plan.left_out = left_out_lines(selection);
    if (plan.route == postfix::Route::upstreams) {
        postfix.unserved = unserved_among(selection, candidates.first(own));
    }
    if (plan.upstreams.empty()) {
        throw Error(ErrorKind::failed, why_no_account(selection, {}),
                    "postern scan shows what the targets hold; --direct does without an account");
    }
}

// Nothing may be lost that a former run put there and took out of a database.
void refuse_other(const ChangePostfix& postfix) {
    if (postfix.state == postfix::FolderState::replaced) {
        throw Error(ErrorKind::failed,
                    base::printable(postfix.folder) +
                        ": holds another configuration, maybe the only place of the passwords in it",
                    "give a new folder; several applications that share a host go into one run");
    }
}

}  // namespace

ChangePostfix plan_postfix(const PostfixOptions& options, const RuleSet& rules, Candidates candidates,
                           std::size_t own) {
    ChangePostfix postfix;
    postfix.folder = options.folder;
    postfix.for_this_host = options.platform.empty() && options.version.empty();
    postfix.plan = read_plan(options);
    if (uses_accounts(postfix.plan)) {
        choose_upstreams(options, rules, candidates, own, postfix);
    }
    postfix.files = postfix::make_configuration(postfix.plan);
    postfix.state = postfix::look_at_folder(postfix.folder, postfix.files);
    refuse_other(postfix);
    return postfix;
}

std::string write_postfix(const ChangePostfix& postfix) {
    postfix::write_folder(postfix.folder, postfix.files);
    if (postfix.plan.fragment) {
        return "Postfix checks lines to merge once they are merged.";
    }
    if (!postfix.for_this_host) {
        return "It is for another host; install.sh checks it there.";
    }
    for (const char* what : {"-n", "-M"}) {
        const auto ran = base::run_program({"postconf", "-c", postfix.folder, what});
        if (!ran) {
            return "This host has no Postfix to check the configuration with; install.sh checks it where it "
                   "is installed.";
        }
        if (ran->status != 0 || !ran->err.empty()) {
            throw Error(ErrorKind::failed,
                        base::printable(postfix.folder) + ": postconf finds fault with this configuration",
                        "postconf -c " + base::printable(postfix.folder) + ' ' + what + " shows it");
        }
    }
    return "This host's Postfix finds no fault with it.";
}

}  // namespace postern::cli
