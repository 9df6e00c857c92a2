#include "cli/postfix_options.hpp"

#include "postern/error.hpp"

namespace postern::cli {

namespace {

void refuse_if(bool wrong, const char* what, const char* hint) {
    if (wrong) {
        throw Error(ErrorKind::usage, what, hint);
    }
}

}  // namespace

void check_combination(const PostfixOptions& options, bool has_targets) {
    refuse_if(options.folder.empty(), "--postfix-dir takes a folder", "is a variable of your script unset?");
    refuse_if(!has_targets && !options.blackhole && !options.direct, "no target to take accounts from",
              "name a dump, a backup or a server.xml; only --blackhole and --direct do without");
    refuse_if(options.blackhole && options.direct && options.testers.empty(),
              "--blackhole and --direct are opposites", "with both, --allow says who gets mail directly");
    refuse_if(options.fragment && (options.blackhole || options.direct), "--fragment is for accounts only",
              "a blackhole has to be a whole configuration");
    refuse_if(options.fragment && !options.instance.empty(), "--fragment and --multi-instance are opposites",
              "lines to merge go into the Postfix that is there");
    refuse_if(!options.blackhole && !options.testers.empty(), "--allow goes with --blackhole",
              "without one everybody gets mail");
    refuse_if(!options.blackhole && (!options.mailbox_owner.empty() || options.keep_days.has_value()),
              "--mailbox-owner and --keep-days go with --blackhole", "only a blackhole has a mailbox");
    refuse_if(options.blackhole && !options.testers.empty() && !options.direct && !has_targets,
              "no target to take an account from for --allow",
              "name one, or use --direct to deliver straight to the testers' servers");
}

}  // namespace postern::cli
