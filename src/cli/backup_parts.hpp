// The parts of backups in several files, as far as their indexes were read.
#pragma once

#include <map>
#include <set>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "postern/skip.hpp"
#include "source/property_join.hpp"
#include "source/table_part.hpp"

namespace postern::cli {

// Of any folder, on disk or in an archive: paths go through all containers, "a.tar!dir/3378.dat".
class BackupParts {
public:
    struct Folder {
        std::string kind;    // the report's word for what is in it
        std::string source;  // the path of the index
        source::PartIndex index;
        std::string metadata;        // the name of mydumper's file of that name, when there is one
        bool is_complete = false;    // whether every part that the index names must be there
        std::string not_rewritable;  // why none of its files can be written anew, and what to do instead
    };

    // The folder of the file at this path, which is its index. What its parts are is for the caller to fill
    // in.
    Folder& add(const std::string& path, const std::string& kind);

    const Folder* folder_of(const std::string& path) const;
    // nullptr when the file is no part of a known backup.
    const source::TablePart* find(const std::string& path) const;
    bool is_metadata(const std::string& path) const;

    void met(const std::string& path) { met_.insert(path); }
    // A file of an archive that was passed over as nothing known.
    void passed(const std::string& path);

    // Parts that must be there and were never met: the index's path and a Skip each.
    std::vector<std::pair<std::string, Skip>> missing() const;

    // Whether a part was passed over before anybody knew what it is.
    bool has_passed_parts() const;
    // Of a second reading: what was met is not met yet.
    void begin_again();

    // What was learnt in one of the parts of the values in others.
    source::PropertyEntries& property_entries() { return property_entries_; }

private:
    bool was_passed(const std::string& path) const;

    std::map<std::string, Folder> folders_;
    std::set<std::string> met_;
    std::unordered_set<std::size_t> passed_;  // hashes: an archive may hold a million files
    source::PropertyEntries property_entries_;
};

}  // namespace postern::cli
