#include "rewrite/journal.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "base/private_file.hpp"
#include "base/text.hpp"
#include "postern/error.hpp"
#include "rewrite/journal_text.hpp"

namespace postern::rewrite {

namespace {

namespace fs = std::filesystem;

constexpr const char* kEnding = ".journal";

// One that cannot be read may be of any database.
Journal load_of_folder(const std::string& path) {
    try {
        return load_journal(path);
    } catch (const Error& error) {
        throw Error(error.kind(), error.what(),
                    "whether it was begun here cannot be told: look at it, and move it out of its folder");
    }
}

bool is_same_row(const RowAddress& a, const RowAddress& b) {
    return a.schema == b.schema && a.table == b.table && a.key == b.key;
}

bool share_rows(const Journal& a, const Journal& b) {
    return std::any_of(a.changes.begin(), a.changes.end(), [&b](const RowChange& change) {
        return std::any_of(b.changes.begin(), b.changes.end(), [&change](const RowChange& other) {
            return is_same_row(change.row, other.row) || is_same_row(change.row, address_after(other));
        });
    });
}

// Paths of the journals that fit, oldest first.
template <typename Fits>
std::vector<std::string> journals_of_folder(const std::string& folder, Fits fits) {
    std::vector<std::pair<std::string, std::string>> found;
    std::error_code none;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, none)) {
        if (entry.path().extension() != kEnding) {
            continue;
        }
        const Journal journal = load_of_folder(entry.path().string());
        if (fits(journal)) {
            found.emplace_back(journal.made, entry.path().string());
        }
    }
    std::sort(found.begin(), found.end());
    std::vector<std::string> paths;
    std::transform(found.begin(), found.end(), std::back_inserter(paths),
                   [](const auto& item) { return item.second; });
    return paths;
}

}  // namespace

void create_journal(const std::string& path, const Journal& journal) {
    base::create_private_file(path, write_journal_text(journal).reveal());
}

void set_journal_state(const std::string& path, JournalState state) {
    Journal journal = load_journal(path);
    journal.state = state;
    base::replace_private_file(path, write_journal_text(journal).reveal());
}

Journal load_journal(const std::string& path) {
    const Secret text = base::read_private_file(path);
    auto journal = read_journal_text(text.reveal());
    if (!journal) {
        throw Error(ErrorKind::failed, base::printable(path) + ": is no whole journal of postern",
                    "name a file that --apply wrote; one that was cut short was never acted on");
    }
    return *std::move(journal);
}

std::vector<std::string> later_journals(const std::string& folder, const Journal& journal) {
    auto paths = journals_of_folder(folder, [&journal](const Journal& other) {
        return other.state == JournalState::done && other.identity == journal.identity &&
               other.made > journal.made && share_rows(other, journal);
    });
    std::reverse(paths.begin(), paths.end());
    return paths;
}

std::vector<std::string> unfinished_journals(const std::string& folder, const std::string& identity) {
    return journals_of_folder(folder, [&identity](const Journal& journal) {
        return journal.state == JournalState::prepared && journal.identity == identity;
    });
}

}  // namespace postern::rewrite
