// Ends the writing of a file of which something could not be read.
#pragma once

#include <string>

#include "postern/record_sink.hpp"

namespace postern::cli {

// Throws Error(failed) with the place and the reason.
[[noreturn]] void refuse_unread(const std::string& path, const Skip& skip);

// Stands before another sink; the first Skip is refused.
class SkipRefusal : public RecordSink {
public:
    SkipRefusal(RecordSink& inner, std::string path) : inner_(inner), path_(std::move(path)) {}

    bool wants(RecordShape shape, std::string_view name) override { return inner_.wants(shape, name); }
    bool wants_columns(std::string_view table, const ColumnNames& columns) override {
        return inner_.wants_columns(table, columns);
    }
    std::span<const Edit> record(const Record& record) override { return inner_.record(record); }
    void skip(const Skip& skip) override { refuse_unread(path_, skip); }

private:
    RecordSink& inner_;
    std::string path_;
};

}  // namespace postern::cli
