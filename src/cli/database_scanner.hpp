// One live database, through its reader, to detections.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "cli/file_scanner.hpp"
#include "cli/table_watch.hpp"
#include "postern/database.hpp"

namespace postern::cli {

class DatabaseScanner {
public:
    DatabaseScanner(const ScanContext& context, Database& database)
        : context_(context), database_(database) {}

    // Tables that cannot be read, and that there is none at all, become Skips in the result, what is worth
    // knowing of the database its notes. Throws Error when the connection is lost, and for an interrupt.
    FileResult scan();

private:
    void read(FileResult& result);
    const std::vector<std::string>& readers_of(const std::string& table);

    const ScanContext& context_;
    Database& database_;
    TableWatch::Tables tables_;
    std::map<std::string, std::vector<std::string>> readers_;  // by "schema.table"
};

}  // namespace postern::cli
