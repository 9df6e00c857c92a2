#include "source/postfix_readers.hpp"

#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <mutex>
#include <optional>
#include <system_error>

namespace postern::source {

namespace {

namespace fs = std::filesystem;

// The file first, then the folders above it.
using Way = std::vector<struct stat>;

bool stands_in(gid_t group, const std::vector<gid_t>& groups) {
    return std::find(groups.begin(), groups.end(), group) != groups.end();
}

struct Person {
    std::string name;
    std::optional<uid_t> user;
    std::vector<gid_t> groups;

    // An owner can give himself any right.
    bool has(const struct stat& status, mode_t of_others, mode_t of_group) const {
        return (status.st_mode & of_others) != 0 || user == status.st_uid ||
               (stands_in(status.st_gid, groups) && (status.st_mode & of_group) != 0);
    }

    bool can_read(const Way& way) const {
        return has(way.front(), S_IROTH, S_IRGRP) &&
               std::all_of(way.begin() + 1, way.end(),
                           [this](const struct stat& folder) { return has(folder, S_IXOTH, S_IXGRP); });
    }
};

Person user(uid_t id) {
    const passwd* entry = ::getpwuid(id);
    Person person{"user " + (entry != nullptr ? std::string(entry->pw_name) : std::to_string(id)), id, {}};
    if (entry != nullptr) {
        std::array<gid_t, 256> groups{};
        int count = groups.size();
        ::getgrouplist(entry->pw_name, entry->pw_gid, groups.data(), &count);
        const auto known = static_cast<std::size_t>(std::clamp(count, 0, static_cast<int>(groups.size())));
        person.groups.assign(groups.begin(), groups.begin() + static_cast<std::ptrdiff_t>(known));
    }
    return person;
}

Person group(gid_t id) {
    const struct group* entry = ::getgrgid(id);
    const std::string name = entry != nullptr ? std::string(entry->gr_name) : std::to_string(id);
    return {"group " + name, std::nullopt, {id}};
}

// Everybody, then the groups and the users that own the file or a folder on the way.
std::vector<Person> people(const Way& way, bool owners_count, const std::string& mail_owner) {
    std::vector<Person> all{{"everybody", std::nullopt, {}}};
    const passwd* postfix = ::getpwnam(mail_owner.c_str());
    const uid_t own_user = postfix != nullptr ? postfix->pw_uid : 0;
    const gid_t own_group = postfix != nullptr ? postfix->pw_gid : 0;
    for (const struct stat& status : way) {
        if (owners_count && status.st_gid != 0 && status.st_gid != own_group) {
            all.push_back(group(status.st_gid));
        }
    }
    for (const struct stat& status : way) {
        if (owners_count && status.st_uid != 0 && status.st_uid != own_user) {
            all.push_back(user(status.st_uid));
        }
    }
    return all;
}

bool is_above(const fs::path& path, const PostfixPlace& place) {
    return place.own_host || path.string().starts_with(place.folder + "/");
}

// 0, or why the way cannot be told.
int find_way(const std::string& path, const PostfixPlace& place, Way& way) {
    std::error_code error;
    fs::path part = fs::canonical(path, error);
    if (error) {
        return error.value();
    }
    for (bool more = true; more; part = part.parent_path()) {
        struct stat status {};
        if (::stat(part.c_str(), &status) != 0) {
            return errno;
        }
        way.push_back(status);
        more = part != part.root_path() && is_above(part.parent_path(), place);
    }
    return 0;
}

}  // namespace

PostfixReaders other_readers(const std::string& path, const PostfixPlace& place,
                             const std::string& mail_owner) {
    using State = PostfixReaders::State;
    static std::mutex names;  // the system's lists of users and groups are one at a time
    const std::lock_guard lock(names);
    Way way;
    if (const int error = find_way(path, place, way); error != 0) {
        return {error == ENOENT ? State::absent : State::unknown, ""};
    }
    const auto all = people(way, place.own_host, mail_owner);
    const auto reader =
        std::find_if(all.begin(), all.end(), [&way](const Person& person) { return person.can_read(way); });
    return reader == all.end() ? PostfixReaders() : PostfixReaders{State::somebody, reader->name};
}

}  // namespace postern::source
