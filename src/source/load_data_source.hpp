// A table's rows as LOAD DATA reads them.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/byte_window.hpp"
#include "postern/source.hpp"
#include "source/load_data_lexer.hpp"
#include "source/table_part.hpp"

namespace postern::source {

// Written again with the same FIELDS and LINES options. Rows that do not fit the table's columns are not
// pushed, and one Skip tells of them all. With `assumed_options` one also tells when rows look as if they
// were written with others, and then none of these is pushed either. Throws DamagedInput when the input ends
// between quotes.
class LoadDataSource : public Source {
public:
    // The part must outlive the source.
    LoadDataSource(base::ByteWindow& window, const TablePart& part);
    ~LoadDataSource() override;
    LoadDataSource(const LoadDataSource&) = delete;
    LoadDataSource& operator=(const LoadDataSource&) = delete;

    void read(RecordSink& sink) override;

private:
    void pass_everything();
    void pass_line();
    void read_row(RecordSink& sink);
    void take_apart(std::size_t length);
    std::size_t append_decoded(std::string_view column, std::string_view raw);
    const std::vector<std::string>* names() const;
    std::span<const Edit> in_code(std::span<const Edit> edits);
    void note_misfit(std::uint64_t at);

    base::ByteWindow& window_;
    const TablePart& part_;
    LoadDataLexer lexer_;
    std::vector<LoadDataLexer::Field> found_;  // of the row at the window's front
    std::vector<Field> fields_;
    std::string decoded_;  // wiped at the end
    std::vector<Edit> edits_;
    std::uint64_t misfits_ = 0;
    std::uint64_t first_misfit_ = 0;
};

}  // namespace postern::source
