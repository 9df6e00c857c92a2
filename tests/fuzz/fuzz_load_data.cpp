// Any bytes: LoadDataSource neither crashes nor changes what it rewrites without edits, whatever the options.
#include <array>

#include "source/load_data_source.hpp"
#include "support/fuzz_reader.hpp"

namespace {

using postern::format::LoadDataOptions;
using postern::source::TablePart;

TablePart the_part(LoadDataOptions options) {
    TablePart part;
    part.table = "t";
    part.columns = {"a", "b", "c"};
    part.stored_columns = {"a", "b"};
    part.codes = {{"c", postern::source::ColumnCode::hexadecimal},
                  {"b", postern::source::ColumnCode::base64}};
    part.form = postern::source::TableForm::load_data;
    part.load_data = std::move(options);
    return part;
}

const std::array<TablePart, 5> kParts{{the_part({}), the_part({",", "\"", "\\", "", "\r\n"}),
                                       the_part({",", "\"", "", "", "\n"}),
                                       the_part({"ab", "", "", "x", "aa"}), the_part({"", "", "", "", ""})}};
std::size_t chosen = 0;

class Reader : public postern::source::LoadDataSource {
public:
    explicit Reader(postern::base::ByteWindow& window) : LoadDataSource(window, kParts[chosen]) {}
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size > 0) {
        chosen = data[0] % kParts.size();
        postern::test::fuzz_reader<Reader>(data + 1, size - 1);
    }
    return 0;
}
