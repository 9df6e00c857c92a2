#include "cli/file_change.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "base/text.hpp"

namespace postern::cli {

std::optional<std::string> PlannedFile::unread() const {
    for (const SourceFacts& source : found.sources) {
        if (!source.skips.empty()) {
            return source.path + ": " + source.skips.front().reason;
        }
    }
    return std::nullopt;
}

namespace {

// "3378.dat" of "dir/3378.dat!inner".
std::string member_in(const std::string& path, const std::string& folder) {
    const std::size_t start = folder.size() + 1;
    return path.size() > start ? path.substr(start, path.find('!', start) - start) : std::string();
}

// Each with what was found in it.
std::map<std::string, PlannedFile> members_of(const PlannedFile& folder) {
    std::map<std::string, PlannedFile> members;
    std::map<std::string, PlannedFile*> by_shown_name;
    for (const std::string& name : folder.file.members) {
        PlannedFile member({folder.file.path + '/' + name, 0, false}, {});
        member.parts = &folder.found.parts;
        const auto state = folder.member_states.find(name);
        member.state = state != folder.member_states.end() ? state->second : std::nullopt;
        by_shown_name[base::printable(name)] =
            &members.insert_or_assign(name, std::move(member)).first->second;
    }
    const std::string shown_folder = base::printable(folder.file.path);
    std::vector<std::pair<PlannedFile*, std::size_t>> places;  // of each source: whose, and its number there
    for (const SourceFacts& source : folder.found.sources) {
        const auto found = by_shown_name.find(member_in(source.path, shown_folder));
        PlannedFile* const owner = found != by_shown_name.end() ? found->second : nullptr;
        places.emplace_back(owner, owner != nullptr ? owner->found.sources.size() : 0);
        if (owner != nullptr) {
            owner->found.sources.push_back(source);
        }
    }
    for (const PlannedField& field : folder.found.changes) {
        const auto [owner, number] = places[field.source];
        if (owner != nullptr) {
            owner->found.changes.push_back({number, field.change});
        }
    }
    for (audit::FoundAccount account : folder.found.accounts) {
        const auto [owner, number] = places[account.source];
        if (owner != nullptr) {
            account.source = number;
            owner->found.accounts.push_back(std::move(account));
        }
    }
    for (const std::string& path : folder.found.touched) {
        const auto owner = members.find(member_in(path, folder.file.path));
        if (owner != members.end()) {
            owner->second.found.touched.insert(path);
        }
    }
    return members;
}

}  // namespace

std::vector<PlannedFile> files_of(const PlannedFile& planned, Members which) {
    std::vector<PlannedFile> files;
    for (auto& [name, member] : members_of(planned)) {
        if (which == Members::all || member.changes()) {
            files.push_back(std::move(member));
        }
    }
    std::stable_partition(files.begin(), files.end(), [&planned](const PlannedFile& file) {
        return planned.found.parts.is_metadata(file.file.path);
    });
    if (planned.file.members.empty() && (which == Members::all || planned.changes())) {
        files.push_back(planned);
    }
    return files;
}

bool FileChangePlan::changes_anything() const {
    return std::any_of(files.begin(), files.end(), [](const PlannedFile& file) { return file.changes(); });
}

bool FileChangePlan::complete() const {
    return unreadable.empty() &&
           std::none_of(files.begin(), files.end(), [](const PlannedFile& file) { return file.unread(); });
}

ChangeCount count_changes(const FileResult& result) {
    std::set<std::tuple<std::size_t, std::string, std::string, std::uint64_t>> records;
    for (const PlannedField& field : result.changes) {
        const Locator& place = field.change.place;
        records.insert({field.source, place.table, place.key, place.line});
    }
    return {records.size(), result.changes.size()};
}

}  // namespace postern::cli
